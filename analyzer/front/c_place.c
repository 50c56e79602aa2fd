/* Lvalues: which expressions are places, and which place each one is. */
#include <string.h>

#include "c_lower.h"

static enum ir_type_kind kind_of(struct c_lower *lower, CXCursor cursor)
{
    return ir_type_of(lower->unit, c_type_of(lower, cursor))->kind;
}

static bool is_volatile(CXCursor cursor)
{
    return clang.isVolatileQualifiedType(clang.getCanonicalType(clang.getCursorType(cursor)));
}

/* --- which expressions are places ---------------------------------------------------------- */

static CXType function_type(CXCursor call)
{
    CXCursor callee = clang.getCursorReferenced(call);
    CXType type = clang.getCanonicalType(clang.getCursorType(callee));

    if (type.kind == CXType_Pointer || type.kind == CXType_MemberPointer ||
        type.kind == CXType_LValueReference)
        type = clang.getCanonicalType(clang.getPointeeType(type));
    return type;
}

static bool returns_reference(CXCursor call)
{
    return c_is_reference(clang.getResultType(function_type(call)));
}

/* An implicit conversion keeps a place a place when it only adds qualifiers or goes to a base
 * class; a wrapper around something else made a value of it. */
static bool conversion_keeps_place(struct c_lower *lower, CXCursor cursor)
{
    CXCursor child = c_only_child(cursor);
    const struct ir_type *from, *to;

    if (c_is_null(child) || !c_is_place(lower, child))
        return false;
    from = ir_type_of(lower->unit, c_type_of(lower, child));
    to = ir_type_of(lower->unit, c_type_of(lower, cursor));
    return from->kind == to->kind && (from->kind == IR_TYPE_RECORD || from->name == to->name) &&
           from->size >= to->size;
}

/* A member whose class depends on a template's parameters: it has no declaration yet. */
static bool is_dependent_member(CXCursor cursor)
{
    return clang.getCursorKind(cursor) == CXCursor_MemberRefExpr &&
           clang.Cursor_isNull(clang.getCursorReferenced(cursor));
}

static bool names_place(CXCursor cursor)
{
    if (is_dependent_member(cursor))
        return true;
    switch (clang.getCursorKind(clang.getCursorReferenced(cursor))) {
    case CXCursor_VarDecl: case CXCursor_ParmDecl: case CXCursor_FieldDecl:
    case CXCursor_UnexposedDecl:
        return true;
    default:
        return false;
    }
}

static bool unary_is_place(CXCursor cursor)
{
    enum CXUnaryOperatorKind kind = clang.getCursorUnaryOperatorKind(cursor);

    return kind == CXUnaryOperator_Deref || kind == CXUnaryOperator_PreInc ||
           kind == CXUnaryOperator_PreDec;
}

bool c_is_place(struct c_lower *lower, CXCursor cursor)
{
    switch (clang.getCursorKind(cursor)) {
    case CXCursor_DeclRefExpr: case CXCursor_MemberRefExpr:
        return names_place(cursor);
    case CXCursor_ArraySubscriptExpr: case CXCursor_StringLiteral:
    case CXCursor_CompoundAssignOperator: case CXCursor_CompoundLiteralExpr:
        return true;
    case CXCursor_UnaryOperator:
        return unary_is_place(cursor);
    case CXCursor_BinaryOperator:
        return clang.getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Assign;
    case CXCursor_CallExpr:
        return returns_reference(cursor);
    case CXCursor_ConditionalOperator:
        return c_conditional_is_place(lower, cursor);
    case CXCursor_ParenExpr: case CXCursor_UnexposedExpr: case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXConstCastExpr: case CXCursor_CStyleCastExpr:
    case CXCursor_CXXReinterpretCastExpr:
        return conversion_keeps_place(lower, cursor);
    default:
        return false;
    }
}

/* --- which place each is ------------------------------------------------------------------- */

static struct ir_place symbol_place(struct c_lower *lower, CXCursor cursor, CXCursor declaration)
{
    const struct c_symbol *symbol = c_symbol(lower, declaration);
    struct ir_place place = c_variable_place(symbol->variable);

    if (symbol->is_reference)
        place = c_base_place(c_load(lower, cursor, place,
                                    lower->unit->variables[symbol->variable].type));
    place.field = symbol->field;
    return place;
}

/* A place inside of a place.  "field, then index" is what one place can say: anything else goes
 * through an address. */
static struct ir_place add_field(struct c_lower *lower, CXCursor owner, struct ir_place place,
                                 const char *field)
{
    if (!field[0])
        return place;
    if (place.index != IR_NONE)
        place = c_base_place(c_address_of(lower, owner, place, c_type_of(lower, owner)));
    if (place.field[0]) {
        struct strbuf joined = {0};

        strbuf_printf(&joined, "%s.%s", place.field, field);
        place.field = map_intern(lower->unit->names, joined.text, joined.length);
        strbuf_release(&joined);
    } else {
        place.field = field;
    }
    return place;
}

static struct ir_place field_place(struct c_lower *lower, CXCursor cursor, CXCursor declaration)
{
    CXCursor owner = c_only_child(cursor);
    const char *field = is_dependent_member(cursor)
                            ? c_last_name(lower, cursor)
                            : c_intern(lower, clang.getCursorSpelling(declaration));
    struct ir_place place;

    if (c_is_null(owner))
        place = c_base_place(c_this(lower, cursor));
    else if (kind_of(lower, owner) == IR_TYPE_POINTER)
        place = c_base_place(c_operand(lower, owner));
    else
        place = c_place(lower, owner);
    place = c_is_null(owner) ? add_field(lower, cursor, place, field)
                           : add_field(lower, owner, place, field);
    if (c_is_reference(clang.getCursorType(declaration)))
        place = c_base_place(
            c_load(lower, cursor, place, c_type(lower, clang.getCursorType(declaration))));
    return place;
}

static struct ir_place member_place(struct c_lower *lower, CXCursor cursor)
{
    CXCursor declaration = clang.getCursorReferenced(cursor);

    if (clang.getCursorKind(declaration) == CXCursor_FieldDecl || is_dependent_member(cursor))
        return field_place(lower, cursor, declaration);
    return symbol_place(lower, cursor, declaration);
}

static struct ir_place index_place(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    CXCursor array = c_child(lower, parts, 0);
    CXCursor index = c_child(lower, parts, parts.count - 1);
    struct ir_place place;
    CXCursor stripped = c_strip(array);

    c_children_done(lower, parts);
    if (kind_of(lower, array) == IR_TYPE_INTEGER) { /* 2[array] */
        CXCursor other = array;

        array = index;
        index = other;
        stripped = c_strip(array);
    }
    if (kind_of(lower, stripped) == IR_TYPE_ARRAY && c_is_place(lower, stripped)) {
        place = c_place(lower, stripped);
        if (place.index != IR_NONE)
            place = c_base_place(
                c_address_of(lower, stripped, place, c_type_of(lower, stripped)));
    } else {
        place = c_base_place(c_operand(lower, array));
    }
    place.index = c_operand(lower, index);
    return place;
}

/* *&x and *(volatile int *)&x are x. */
static struct ir_place dereference_place(struct c_lower *lower, CXCursor cursor)
{
    CXCursor pointer = c_only_child(cursor);
    CXCursor inner = c_strip(pointer);

    while (clang.getCursorKind(inner) == CXCursor_CStyleCastExpr && !c_is_null(c_only_child(inner)))
        inner = c_strip(c_only_child(inner));
    if (clang.getCursorKind(inner) == CXCursor_UnaryOperator &&
        clang.getCursorUnaryOperatorKind(inner) == CXUnaryOperator_AddrOf &&
        c_is_place(lower, c_only_child(inner)))
        return c_place(lower, c_only_child(inner));
    return c_base_place(c_operand(lower, pointer));
}

static struct ir_place unary_place(struct c_lower *lower, CXCursor cursor)
{
    if (clang.getCursorUnaryOperatorKind(cursor) == CXUnaryOperator_Deref)
        return dereference_place(lower, cursor);
    c_unary(lower, cursor);
    return c_place(lower, c_only_child(cursor));
}

static struct ir_place binary_place(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    CXCursor left = c_child(lower, parts, 0);

    c_children_done(lower, parts);
    c_value(lower, cursor);
    return c_place(lower, left);
}

/* Something that is no place, but is used as one: it gets a place of its own. */
static struct ir_place temporary_place(struct c_lower *lower, CXCursor cursor)
{
    return c_base_place(c_materialise(lower, cursor));
}

static struct ir_place wrapped_place(struct c_lower *lower, CXCursor cursor)
{
    CXCursor child = c_only_child(cursor);

    if (c_is_null(child) || !conversion_keeps_place(lower, cursor))
        return temporary_place(lower, cursor);
    return c_place(lower, child);
}

static struct ir_place place_of(struct c_lower *lower, CXCursor cursor)
{
    switch (clang.getCursorKind(cursor)) {
    case CXCursor_DeclRefExpr:
        if (names_place(cursor))
            return symbol_place(lower, cursor, clang.getCursorReferenced(cursor));
        return temporary_place(lower, cursor);
    case CXCursor_MemberRefExpr:
        if (names_place(cursor))
            return member_place(lower, cursor);
        return temporary_place(lower, cursor);
    case CXCursor_ArraySubscriptExpr:
        return index_place(lower, cursor);
    case CXCursor_UnaryOperator:
        if (unary_is_place(cursor))
            return unary_place(lower, cursor);
        return temporary_place(lower, cursor);
    case CXCursor_CompoundAssignOperator:
        return binary_place(lower, cursor);
    case CXCursor_BinaryOperator:
        if (clang.getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Assign)
            return binary_place(lower, cursor);
        return temporary_place(lower, cursor);
    case CXCursor_CallExpr:
        if (returns_reference(cursor))
            return c_base_place(c_call(lower, cursor));
        return temporary_place(lower, cursor);
    case CXCursor_ConditionalOperator:
        if (c_conditional_is_place(lower, cursor))
            return c_base_place(c_conditional_address(lower, cursor));
        return temporary_place(lower, cursor);
    case CXCursor_StringLiteral:
        return c_base_place(c_literal(lower, cursor));
    case CXCursor_ParenExpr: case CXCursor_UnexposedExpr: case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXConstCastExpr: case CXCursor_CStyleCastExpr:
    case CXCursor_CXXReinterpretCastExpr:
        return wrapped_place(lower, cursor);
    default:
        return temporary_place(lower, cursor);
    }
}

struct ir_place c_place(struct c_lower *lower, CXCursor cursor)
{
    struct ir_place place;

    if (!c_enter(lower))
        return c_base_place(c_const(lower, cursor, "...", lower->type_address));
    place = place_of(lower, cursor);
    place.is_volatile = is_volatile(cursor);
    c_leave(lower);
    return place;
}

static bool is_default_argument(struct c_lower *lower, CXCursor cursor)
{
    return clang.getCursorKind(cursor) == CXCursor_UnexposedExpr &&
           c_is_null(c_only_child(cursor)) && c_range(lower, cursor).line == 0;
}

ir_id c_address(struct c_lower *lower, CXCursor cursor)
{
    if (is_default_argument(lower, cursor))
        return c_operand(lower, cursor);
    if (!c_is_place(lower, cursor))
        return c_materialise(lower, cursor);
    return c_address_of(lower, cursor, c_place(lower, cursor), c_type_of(lower, cursor));
}
