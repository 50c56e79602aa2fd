/* C++ objects: constructors, temporaries, new and delete, throw. */
#include <string.h>

#include "c_lower.h"

/* --- constructors and temporaries ---------------------------------------------------------- */

bool c_is_constructor_call(CXCursor cursor)
{
    return clang.getCursorKind(cursor) == CXCursor_CallExpr &&
           clang.getCursorKind(clang.getCursorReferenced(cursor)) == CXCursor_Constructor;
}

void c_construct(struct c_lower *lower, CXCursor call, ir_id target)
{
    CXCursor callee = clang.getCursorReferenced(call);
    const struct c_callee *known = c_callee(lower, callee);
    CXType type = clang.getCanonicalType(clang.getCursorType(callee));
    int count = clang.Cursor_getNumArguments(call);
    ir_id *args = ARENA_ARRAY(lower->unit->arena, ir_id, count + 1);
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

    args[0] = target;
    for (int i = 0; i < count; i++) {
        CXCursor argument = clang.Cursor_getArgument(call, (unsigned)i);
        bool by_reference = i < clang.getNumArgTypes(type) &&
                            c_is_reference(clang.getArgType(type, (unsigned)i));

        args[i + 1] = by_reference ? c_address(lower, argument) : c_operand(lower, argument);
    }
    op.text = known->name;
    op.function = known->function;
    op.flags = IR_METHOD | known->flags;
    op.args = args;
    op.arg_count = (uint32_t)count + 1;
    op.type = lower->type_void;
    c_emit(lower, &op, call);
}

ir_id c_materialise(struct c_lower *lower, CXCursor cursor)
{
    ir_id type = c_type_of(lower, cursor);
    ir_id variable = c_temporary(lower, type, c_range(lower, cursor));
    struct ir_place place = c_variable_place(variable);

    c_declare(lower, cursor, variable);
    c_initialise(lower, place, clang.getCursorType(cursor), cursor);
    if (ir_type_of(lower->unit, type)->has_destructor)
        *VEC_ADD(lower->unit->arena, &lower->frame->temporaries) = variable;
    return c_address_of(lower, cursor, place, type);
}

/* --- new, delete, throw -------------------------------------------------------------------- */

static ir_id call_operator(struct c_lower *lower, CXCursor cursor, const char *name, ir_id type,
                           const ir_id *args, uint32_t count)
{
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

    op.text = name;
    op.type = type;
    op.args = args;
    op.arg_count = count;
    return c_emit(lower, &op, cursor);
}

static bool is_array_new(struct c_lower *lower, CXCursor cursor)
{
    struct slice text = c_text(lower, cursor);

    return text.length > 0 && memchr(text.at, '[', text.length) != NULL &&
           (!memchr(text.at, '(', text.length) ||
            memchr(text.at, '[', text.length) < memchr(text.at, '(', text.length));
}

/* The parts before a constructor are the size of an array, or where to put the object. */
/* `new (place) T`: nothing is allocated, the object is made where the pointer says. */
static bool is_placed(struct c_lower *lower, const ir_id *args, uint32_t count)
{
    const struct ir_op *first;

    if (count == 0)
        return false;
    first = ir_built(lower->frame->builder, args[0]);
    return ir_type_of(lower->unit, first->type)->kind == IR_TYPE_POINTER;
}

ir_id c_new(struct c_lower *lower, CXCursor cursor)
{
    bool is_array = is_array_new(lower, cursor);
    ir_id type = c_type_of(lower, cursor);
    const struct ir_type *element = ir_type_of(lower->unit, ir_type_of(lower->unit, type)->element);
    struct c_children parts = c_children(lower, cursor);
    ir_id args[8], pointer;
    uint32_t count = 0;
    CXCursor value = {.kind = CXCursor_InvalidCode};
    bool is_record = element->kind == IR_TYPE_RECORD;

    for (size_t i = 0; i < parts.count && count < 8; i++) {
        CXCursor part = c_child(lower, parts, i);

        if (!c_is_expression(part))
            continue;
        if (i + 1 == parts.count && (c_is_constructor_call(c_strip(part)) ||
                                     (!is_array && !is_record) ||
                                     clang.getCursorKind(part) == CXCursor_InitListExpr))
            value = part;
        else
            args[count++] = c_operand(lower, part);
    }
    c_children_done(lower, parts);
    pointer = is_placed(lower, args, count)
                  ? args[0]
                  : call_operator(lower, cursor, is_array ? "operator new[]" : "operator new",
                                  type, args, count);
    if (!c_is_null(value))
        c_initialise(lower, c_base_place(pointer), clang.getCursorType(value), value);
    return pointer;
}

ir_id c_delete(struct c_lower *lower, CXCursor cursor)
{
    CXCursor operand = c_only_child(cursor);
    struct slice text = c_text(lower, cursor);
    bool is_array = text.length && memchr(text.at, '[', text.length) != NULL;
    const struct ir_type *type;
    ir_id pointer;

    if (c_is_null(operand))
        return c_const(lower, cursor, "delete", lower->type_void);
    pointer = c_operand(lower, operand);
    type = ir_type_of(lower->unit, c_type_of(lower, operand));
    if (ir_type_of(lower->unit, type->element)->has_destructor) {
        const char *last = strrchr(type->name, ':');
        struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

        op.text = arena_printf(lower->unit->arena, "%s::~%s", type->name,
                               last ? last + 1 : type->name);
        op.flags = IR_METHOD | IR_IMPLICIT;
        op.type = lower->type_void;
        op.args = &pointer;
        op.arg_count = 1;
        c_emit(lower, &op, cursor);
    }
    return call_operator(lower, cursor, is_array ? "operator delete[]" : "operator delete",
                         lower->type_void, &pointer, 1);
}

ir_id c_throw(struct c_lower *lower, CXCursor cursor)
{
    CXCursor operand = c_only_child(cursor);
    struct ir_op op = ir_new_op(IR_RAISE, (struct ir_range){0});
    ir_id value;

    if (!c_is_null(operand)) {
        value = c_operand(lower, operand);
        op.args = &value;
        op.arg_count = 1;
    }
    op.targets = lower->frame->handlers.items;
    op.target_count = (uint32_t)lower->frame->handlers.count;
    c_emit(lower, &op, cursor);
    return IR_NONE;
}
