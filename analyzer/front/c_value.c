/* Expressions as values. */
#include <string.h>

#include "c_lower.h"

static enum ir_type_kind kind_of(struct c_lower *lower, ir_id type)
{
    return ir_type_of(lower->unit, type)->kind;
}

/* --- reading places ------------------------------------------------------------------------ */

/* The compiler knows the value of a const scalar without reading it. */
static void note_constant(struct c_lower *lower, CXCursor cursor, ir_id load)
{
    CXCursor declaration = clang.getCursorReferenced(cursor);
    const struct c_symbol *symbol;
    struct ir_op *op;

    if (clang.getCursorKind(cursor) != CXCursor_DeclRefExpr ||
        clang.getCursorKind(declaration) != CXCursor_VarDecl)
        return;
    symbol = c_symbol(lower, declaration);
    if (!symbol->has_constant)
        return;
    op = ir_built(lower->frame->builder, load);
    op->flags |= IR_CONSTANT;
    op->constant = symbol->constant;
}

/* An array is used as the address of its first element. */
static ir_id read_place(struct c_lower *lower, CXCursor cursor)
{
    ir_id type = c_type_of(lower, cursor);
    struct ir_place place = c_place(lower, cursor);
    ir_id value;

    if (kind_of(lower, type) != IR_TYPE_ARRAY) {
        value = c_load(lower, cursor, place, type);
        note_constant(lower, cursor, value);
        return value;
    }
    value = c_address_of(lower, cursor, place, type);
    if (ir_built(lower->frame->builder, value)->code == IR_ADDRESS)
        ir_built(lower->frame->builder, value)->type =
            c_pointer_to(lower, ir_type_of(lower->unit, type)->element);
    return value;
}

static ir_id function_value(struct c_lower *lower, CXCursor cursor, CXCursor declaration)
{
    const struct c_callee *callee = c_callee(lower, declaration);
    struct ir_op op = ir_new_op(IR_FUNC, (struct ir_range){0});

    op.text = callee->name;
    op.function = callee->function;
    op.type = c_type_of(lower, cursor);
    return c_emit(lower, &op, cursor);
}

/* Which function of an overloaded set is meant depends on a template's parameters. */
static ir_id overloaded_value(struct c_lower *lower, CXCursor cursor)
{
    struct ir_op op = ir_new_op(IR_FUNC, (struct ir_range){0});

    op.text = c_intern(lower, clang.getCursorSpelling(clang.getCursorReferenced(cursor)));
    op.flags = IR_DEPENDENT;
    return c_emit(lower, &op, cursor);
}

static ir_id opaque(struct c_lower *lower, CXCursor cursor)
{
    struct slice text = c_text(lower, cursor);
    const char *name = map_intern(lower->unit->names, text.at, text.length > 64 ? 64 : text.length);

    return c_const(lower, cursor, name, c_type_of(lower, cursor));
}

static ir_id reference_value(struct c_lower *lower, CXCursor cursor)
{
    CXCursor declaration = clang.getCursorReferenced(cursor);

    switch (clang.getCursorKind(declaration)) {
    case CXCursor_FunctionDecl: case CXCursor_CXXMethod: case CXCursor_FunctionTemplate:
    case CXCursor_Constructor: case CXCursor_ConversionFunction: case CXCursor_Destructor:
        return function_value(lower, cursor, declaration);
    case CXCursor_EnumConstantDecl:
        return c_enumerator(lower, cursor, declaration);
    case CXCursor_OverloadedDeclRef:
        return overloaded_value(lower, cursor);
    default:
        if (c_is_place(lower, cursor))
            return read_place(lower, cursor);
        return opaque(lower, cursor);
    }
}

/* --- what has no name of its own in libclang ----------------------------------------------- */

/* Where something could not be read, what has no name may be a call that was not resolved. */
static ir_id unknown_call(struct c_lower *lower, CXCursor cursor, const ir_id *args, uint32_t count)
{
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

    op.text = "?";
    op.flags = IR_DEPENDENT;
    op.type = c_type_of(lower, cursor);
    op.args = args;
    op.arg_count = count;
    return c_emit(lower, &op, cursor);
}

/* Whatever else there may be: its parts are used, its meaning is not known. */
static ir_id generic(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    ir_id *args = ARENA_ARRAY(lower->unit->arena, ir_id, parts.count + 1);
    uint32_t count = 0;

    for (size_t i = 0; i < parts.count && count < C_INITIALISER_MAX; i++) {
        CXCursor part = c_child(lower, parts, i);
        enum CXCursorKind kind = clang.getCursorKind(part);

        if (kind >= CXCursor_FirstExpr && kind <= CXCursor_LastExpr)
            args[count++] = c_operand(lower, part);
        else if (kind >= CXCursor_FirstStmt && kind <= CXCursor_LastStmt)
            c_statement(lower, part);
    }
    c_children_done(lower, parts);
    if (count == 0)
        return opaque(lower, cursor);
    if (lower->unit->gap_count > 0)
        return unknown_call(lower, cursor, args, count);
    return c_compute(lower, cursor, "...", c_type_of(lower, cursor), args, count);
}

/* `.field = value` and `[index] = value` in a list: the value is the last part. */
static bool is_designated(struct c_lower *lower, CXCursor cursor, struct c_children parts)
{
    return clang.getCursorType(cursor).kind == CXType_Void && parts.count >= 2 &&
           (clang.getCursorKind(c_child(lower, parts, 0)) == CXCursor_MemberRef ||
            slice_is((struct slice){c_text(lower, cursor).at, c_text(lower, cursor).length ? 1 : 0},
                     "["));
}

static bool at_same_place(CXCursor a, CXCursor b)
{
    return c_offset(a, NULL) == c_offset(b, NULL) &&
           clang.getCursorKind(a) == clang.getCursorKind(b);
}

/* `a ?: b` lists its condition three times. */
static bool is_elvis(struct c_lower *lower, struct c_children parts)
{
    return parts.count == 4 &&
           at_same_place(c_child(lower, parts, 0), c_child(lower, parts, 1)) &&
           at_same_place(c_child(lower, parts, 0), c_child(lower, parts, 2));
}

/* A call of something undeclared: clang keeps the parts of it, as what depends on a template. */
static bool is_recovered_call(struct c_lower *lower, CXCursor cursor, struct c_children parts)
{
    struct slice text;
    CXCursor callee;

    if (clang.getCursorType(cursor).kind != CXType_Dependent)
        return false;
    text = c_text(lower, cursor);
    callee = c_strip(c_child(lower, parts, 0));
    return text.length > 0 && text.at[text.length - 1] == ')' &&
           clang.getCursorKind(callee) == CXCursor_DeclRefExpr &&
           clang.getCursorKind(clang.getCursorReferenced(callee)) == CXCursor_OverloadedDeclRef;
}

static ir_id recovered_call(struct c_lower *lower, CXCursor cursor, struct c_children parts)
{
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});
    CXCursor callee = c_strip(c_child(lower, parts, 0));
    ir_id *args = ARENA_ARRAY(lower->unit->arena, ir_id, parts.count);

    op.text = c_intern(lower, clang.getCursorSpelling(clang.getCursorReferenced(callee)));
    op.flags = IR_DEPENDENT;
    for (size_t i = 1; i < parts.count; i++)
        args[op.arg_count++] = c_operand(lower, c_child(lower, parts, i));
    op.args = args;
    return c_emit(lower, &op, cursor);
}

static ir_id default_argument(struct c_lower *lower, CXCursor cursor)
{
    ir_id value = c_const(lower, cursor, "default", c_type_of(lower, cursor));

    ir_built(lower->frame->builder, value)->flags |= IR_IMPLICIT;
    return value;
}

static ir_id wrapped(struct c_lower *lower, CXCursor cursor, CXCursor child)
{
    ir_id from = c_type_of(lower, child);
    ir_id value;

    if (kind_of(lower, from) == IR_TYPE_ARRAY && c_is_place(lower, child)) {
        if (clang.getCursorKind(c_strip(child)) != CXCursor_StringLiteral)
            return read_place(lower, child);
        value = c_literal(lower, c_strip(child));
        ir_built(lower->frame->builder, value)->type = c_type_of(lower, cursor);
        return value;
    }
    value = c_value(lower, child);
    if (value == IR_NONE)
        return value;
    return c_conversion(lower, cursor, value, true);
}

static ir_id unexposed(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    ir_id value;

    if (parts.count == 0)
        value = default_argument(lower, cursor);
    else if (is_recovered_call(lower, cursor, parts))
        value = recovered_call(lower, cursor, parts);
    else if (parts.count == 1)
        value = wrapped(lower, cursor, c_child(lower, parts, 0));
    else if (is_elvis(lower, parts))
        value = c_elvis(lower, cursor);
    else if (c_is_atomic(lower, cursor, parts.count))
        value = c_atomic(lower, cursor, parts);
    else if (is_designated(lower, cursor, parts))
        value = c_operand(lower, c_child(lower, parts, parts.count - 1));
    else
        value = generic(lower, cursor);
    c_children_done(lower, parts);
    return value;
}

static ir_id unevaluated(struct c_lower *lower, CXCursor cursor)
{
    ir_id value = opaque(lower, cursor);

    c_fold(lower, cursor, value);
    return value;
}

/* _Generic: libclang lists all arms and not which one was chosen, but that one has the type of the
 * whole; among constants clang is asked. */
static ir_id generic_selection(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts;
    CXCursor chosen;
    ir_id type = c_type_of(lower, cursor);
    ir_id value;
    double number;

    if (c_evaluate(cursor, &number))
        return unevaluated(lower, cursor);
    parts = c_children(lower, cursor);
    chosen = c_child(lower, parts, parts.count - 1);
    for (size_t i = parts.count; i > 1; i--) {
        CXCursor part = c_child(lower, parts, i - 1);

        if (c_type_of(lower, part) == type)
            chosen = part;
    }
    value = c_value(lower, chosen);
    c_children_done(lower, parts);
    return value;
}

/* --- casts --------------------------------------------------------------------------------- */

static bool changes_representation(const struct ir_type *from, const struct ir_type *to)
{
    bool known = from->kind != IR_TYPE_UNKNOWN && to->kind != IR_TYPE_UNKNOWN &&
                 from->kind != IR_TYPE_DEPENDENT && to->kind != IR_TYPE_DEPENDENT;

    if (!known || to->kind == IR_TYPE_BOOL || to->kind == IR_TYPE_RECORD ||
        to->kind == IR_TYPE_ARRAY ||
        from->kind == IR_TYPE_RECORD || from->kind == IR_TYPE_FUNCTION)
        return false;
    return from->kind != to->kind || (from->kind == IR_TYPE_FLOAT && from->size != to->size);
}

ir_id c_conversion(struct c_lower *lower, CXCursor cursor, ir_id value, bool implicit)
{
    ir_id type = c_type_of(lower, cursor);
    struct ir_op *op = ir_built(lower->frame->builder, value);
    const struct ir_type *from = ir_type_of(lower->unit, op->type);
    const struct ir_type *to = ir_type_of(lower->unit, type);
    bool changes = changes_representation(from, to);
    ir_id converted;

    if (!changes && !implicit)
        changes = from->kind == IR_TYPE_INTEGER && to->kind == IR_TYPE_INTEGER &&
                  from->size != to->size;
    if (!changes)
        return value;
    if (implicit && op->code == IR_CONST && (op->flags & IR_CONSTANT)) {
        op->type = type;
        return value;
    }
    converted = c_compute(lower, cursor, "cast", type, &value, 1);
    if (implicit)
        ir_built(lower->frame->builder, converted)->flags |= IR_IMPLICIT;
    c_fold(lower, cursor, converted);
    return converted;
}

/* The expression that a cast converts: its last part (a type's parts may come before). */
static CXCursor cast_operand(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    CXCursor operand = {.kind = CXCursor_InvalidCode};

    for (size_t i = 0; i < parts.count; i++) {
        enum CXCursorKind kind = clang.getCursorKind(c_child(lower, parts, i));

        if (kind >= CXCursor_FirstExpr && kind <= CXCursor_LastExpr)
            operand = c_child(lower, parts, i);
    }
    c_children_done(lower, parts);
    return operand;
}

static void drop(struct c_lower *lower, ir_id value, unsigned flags)
{
    enum ir_code code;

    if (value == IR_NONE)
        return;
    code = ir_built(lower->frame->builder, value)->code;
    if (code != IR_STORE)
        ir_built(lower->frame->builder, value)->flags |= flags;
}

static ir_id cast(struct c_lower *lower, CXCursor cursor)
{
    CXCursor operand = cast_operand(lower, cursor);
    ir_id value;

    if (c_is_null(operand))
        return opaque(lower, cursor);
    if (clang.getCanonicalType(clang.getCursorType(cursor)).kind == CXType_Void) {
        drop(lower, c_value(lower, operand), IR_DISCARDED | IR_VOID_CAST);
        return IR_NONE;
    }
    value = c_operand(lower, operand);
    return c_conversion(lower, cursor, value, false);
}

/* --- the whole ----------------------------------------------------------------------------- */

static ir_id call_value(struct c_lower *lower, CXCursor cursor)
{
    if (c_is_place(lower, cursor))
        return read_place(lower, cursor);
    return c_call(lower, cursor);
}

static ir_id compound_literal(struct c_lower *lower, CXCursor cursor)
{
    CXCursor list = cast_operand(lower, cursor);

    return c_is_null(list) ? opaque(lower, cursor) : c_operand(lower, list);
}

static ir_id value_of(struct c_lower *lower, CXCursor cursor)
{
    CXCursor child;

    switch (clang.getCursorKind(cursor)) {
    case CXCursor_DeclRefExpr: return reference_value(lower, cursor);
    case CXCursor_MemberRefExpr: return reference_value(lower, cursor);
    case CXCursor_ArraySubscriptExpr: return read_place(lower, cursor);
    case CXCursor_ParenExpr:
        child = c_only_child(cursor);
        return c_is_null(child) ? opaque(lower, cursor) : c_value(lower, child);
    case CXCursor_UnexposedExpr: return unexposed(lower, cursor);
    case CXCursor_IntegerLiteral: case CXCursor_FloatingLiteral: case CXCursor_ImaginaryLiteral:
    case CXCursor_StringLiteral: case CXCursor_CharacterLiteral: case CXCursor_CXXBoolLiteralExpr:
    case CXCursor_CXXNullPtrLiteralExpr: case CXCursor_GNUNullExpr: case CXCursor_FixedPointLiteral:
        return c_literal(lower, cursor);
    case CXCursor_UnaryOperator: return c_unary(lower, cursor);
    case CXCursor_BinaryOperator: return c_binary(lower, cursor);
    case CXCursor_CompoundAssignOperator: return c_compound_assignment(lower, cursor);
    case CXCursor_ConditionalOperator: return c_conditional(lower, cursor);
    case CXCursor_CallExpr: return call_value(lower, cursor);
    case CXCursor_CStyleCastExpr: case CXCursor_CXXStaticCastExpr:
    case CXCursor_CXXDynamicCastExpr: case CXCursor_CXXReinterpretCastExpr:
    case CXCursor_CXXConstCastExpr: case CXCursor_CXXFunctionalCastExpr:
    case CXCursor_BuiltinBitCastExpr:
        return cast(lower, cursor);
    case CXCursor_CompoundLiteralExpr: return compound_literal(lower, cursor);
    case CXCursor_InitListExpr: case CXCursor_CXXParenListInitExpr:
        return c_initialiser_list(lower, cursor);
    case CXCursor_StmtExpr: return c_block_value(lower, c_only_child(cursor));
    case CXCursor_GenericSelectionExpr: return generic_selection(lower, cursor);
    case CXCursor_UnaryExpr: case CXCursor_CXXTypeidExpr: case CXCursor_AddrLabelExpr:
    case CXCursor_SizeOfPackExpr: case CXCursor_ConceptSpecializationExpr:
    case CXCursor_RequiresExpr:
        return unevaluated(lower, cursor);
    case CXCursor_LambdaExpr: return c_lambda(lower, cursor);
    case CXCursor_CXXThisExpr: return c_this(lower, cursor);
    case CXCursor_CXXNewExpr: return c_new(lower, cursor);
    case CXCursor_CXXDeleteExpr: return c_delete(lower, cursor);
    case CXCursor_CXXThrowExpr: return c_throw(lower, cursor);
    default: return generic(lower, cursor);
    }
}

ir_id c_value(struct c_lower *lower, CXCursor cursor)
{
    ir_id value;

    if (!c_enter(lower))
        return c_const(lower, cursor, "...", IR_NONE);
    value = value_of(lower, cursor);
    c_leave(lower);
    return value;
}

ir_id c_operand(struct c_lower *lower, CXCursor cursor)
{
    ir_id value = c_value(lower, cursor);

    return value == IR_NONE ? c_const(lower, cursor, "void", lower->type_void) : value;
}

/* --- as statements ------------------------------------------------------------------------- */

static bool is_update(CXCursor cursor)
{
    enum CXUnaryOperatorKind unary;

    switch (clang.getCursorKind(cursor)) {
    case CXCursor_CompoundAssignOperator: case CXCursor_CXXDeleteExpr: case CXCursor_CXXThrowExpr:
        return true;
    case CXCursor_BinaryOperator:
        return clang.getCursorBinaryOperatorKind(cursor) == CXBinaryOperator_Assign;
    case CXCursor_UnaryOperator:
        unary = clang.getCursorUnaryOperatorKind(cursor);
        return unary >= CXUnaryOperator_PostInc && unary <= CXUnaryOperator_PreDec;
    default:
        return false;
    }
}

static void discard_comma(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);

    for (size_t i = 0; i < parts.count; i++)
        c_discard(lower, c_child(lower, parts, i));
    c_children_done(lower, parts);
}

void c_discard(struct c_lower *lower, CXCursor cursor)
{
    CXCursor inner = c_strip(cursor);

    if (clang.getCursorKind(inner) == CXCursor_BinaryOperator &&
        clang.getCursorBinaryOperatorKind(inner) == CXBinaryOperator_Comma)
        discard_comma(lower, inner);
    else if (clang.getCursorKind(inner) == CXCursor_CallExpr)
        drop(lower, c_call_unused(lower, inner), IR_DISCARDED);
    else if (is_update(inner))
        c_value(lower, inner);
    else
        drop(lower, c_value(lower, inner), IR_DISCARDED);
}
