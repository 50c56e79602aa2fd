/* Initialisers: what a place starts with. */
#include <string.h>

#include "c_lower.h"

static bool copies_plainly(CXCursor call)
{
    CXCursor callee = clang.getCursorReferenced(call);

    return clang.CXXMethod_isDefaulted(callee) && clang.Cursor_getNumArguments(call) == 1 &&
           (clang.CXXConstructor_isCopyConstructor(callee) ||
            clang.CXXConstructor_isMoveConstructor(callee));
}

/* A default constructor that nobody wrote, of a class that has nothing to set up or clean up. */
static bool does_nothing(struct c_lower *lower, CXCursor call)
{
    return clang.Cursor_getNumArguments(call) == 0 &&
           clang.CXXMethod_isDefaulted(clang.getCursorReferenced(call)) &&
           !ir_type_of(lower->unit, c_type_of(lower, call))->has_destructor &&
           !c_has_default_initialisers(lower, clang.getCursorReferenced(call));
}

/* Below conversions that nobody wrote, and T(x) for what T's constructor does with x. */
static CXCursor below_wrappers(struct c_lower *lower, CXCursor cursor)
{
    for (;;) {
        CXCursor inner = c_strip(cursor);

        if (clang.getCursorKind(inner) == CXCursor_CXXFunctionalCastExpr &&
            c_is_record(lower, c_type_of(lower, inner))) {
            CXCursor child = c_only_child(inner);

            if (!c_is_null(child)) {
                cursor = child;
                continue;
            }
        }
        return inner;
    }
}

static ir_id zero(struct c_lower *lower, CXCursor cursor, ir_id type)
{
    ir_id value = c_const(lower, cursor, "0", type);

    ir_built(lower->frame->builder, value)->flags |= IR_CONSTANT;
    return value;
}

/* `{...}` for a scalar is its only element, or zero. */
static ir_id scalar_from_list(struct c_lower *lower, CXCursor list, ir_id type)
{
    CXCursor element = c_only_child(list);

    return c_is_null(element) ? zero(lower, list, type) : c_operand(lower, element);
}

static bool is_aggregate(const struct ir_type *type)
{
    return type->kind == IR_TYPE_RECORD || type->kind == IR_TYPE_ARRAY;
}

ir_id c_initialiser_list(struct c_lower *lower, CXCursor cursor)
{
    ir_id type = c_type_of(lower, cursor);
    struct c_children parts;
    ir_id args[C_INITIALISER_MAX];
    uint32_t count = 0;
    ir_id value;

    if (!is_aggregate(ir_type_of(lower->unit, type)) &&
        ir_type_of(lower->unit, type)->kind != IR_TYPE_VOID &&
        ir_type_of(lower->unit, type)->kind != IR_TYPE_DEPENDENT)
        return scalar_from_list(lower, cursor, type);
    parts = c_children(lower, cursor);
    for (size_t i = 0; i < parts.count && count < C_INITIALISER_MAX; i++) {
        if (c_is_expression(c_child(lower, parts, i)))
            args[count++] = c_operand(lower, c_child(lower, parts, i));
    }
    c_children_done(lower, parts);
    value = c_compute(lower, cursor, "{}", type, args, count);
    return value;
}

/* `T x(1, 2)` in a template: which constructor runs is not known yet. */
static bool is_open_construction(struct c_lower *lower, CXType type, CXCursor initialiser)
{
    return lower->is_cxx && clang.getCursorKind(initialiser) == CXCursor_UnexposedExpr &&
           clang.getCursorType(initialiser).kind == CXType_Invalid &&
           c_is_record(lower, c_type(lower, type));
}

static void construct_open(struct c_lower *lower, struct ir_place place, CXType type,
                           CXCursor initialiser)
{
    ir_id class_type = c_type(lower, type);
    const char *name = ir_type_of(lower->unit, class_type)->name;
    const char *last = strrchr(name, ':');
    struct c_children parts = c_children(lower, initialiser);
    ir_id *args = ARENA_ARRAY(lower->unit->arena, ir_id, parts.count + 1);
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

    args[op.arg_count++] = c_address_of(lower, initialiser, place, class_type);
    for (size_t i = 0; i < parts.count; i++)
        args[op.arg_count++] = c_operand(lower, c_child(lower, parts, i));
    c_children_done(lower, parts);
    op.text = arena_printf(lower->unit->arena, "%s::%s", name, last ? last + 1 : name);
    op.flags = IR_METHOD | IR_DEPENDENT;
    op.type = lower->type_void;
    op.args = args;
    c_emit(lower, &op, initialiser);
}

void c_initialise(struct c_lower *lower, struct ir_place place, CXType type, CXCursor initialiser)
{
    CXCursor inner;

    place.is_volatile |= clang.isVolatileQualifiedType(clang.getCanonicalType(type)) != 0;
    if (c_is_reference(type)) {
        c_store(lower, initialiser, place, c_address(lower, initialiser));
        return;
    }
    if (is_open_construction(lower, type, initialiser)) {
        construct_open(lower, place, type, initialiser);
        return;
    }
    inner = lower->is_cxx ? below_wrappers(lower, initialiser) : initialiser;
    if (c_is_constructor_call(inner) && !copies_plainly(inner)) {
        if (!does_nothing(lower, inner))
            c_construct(lower, inner,
                        c_address_of(lower, inner, place, c_type(lower, type)));
        return;
    }
    if (clang.getCursorKind(inner) == CXCursor_StringLiteral)
        c_store(lower, initialiser, place, c_literal(lower, inner));
    else if (clang.getCursorKind(inner) == CXCursor_CallExpr && c_is_constructor_call(inner))
        c_store(lower, initialiser, place,
                c_operand(lower, clang.Cursor_getArgument(inner, 0)));
    else
        c_store(lower, initialiser, place, c_operand(lower, initialiser));
}
