/* The function under construction: emitting operations, scopes, limits. */
#include "c_lower.h"

void c_frame_open(struct c_lower *lower, struct c_frame *frame, ir_id function)
{
    *frame = (struct c_frame){.outer = lower->frame,
                              .function = function,
                              .this_variable = IR_NONE,
                              .builder = ir_builder_new(lower->unit, function),
                              .labels = map_new()};
    lower->frame = frame;
}

void c_frame_close(struct c_lower *lower, struct c_frame *frame)
{
    ir_builder_finish(frame->builder);
    map_free(frame->labels);
    lower->frame = frame->outer;
}

static ir_id emit_at(struct c_lower *lower, struct ir_op *op)
{
    op->flags |= lower->frame->flags;
    return ir_emit(lower->frame->builder, op);
}

ir_id c_emit(struct c_lower *lower, struct ir_op *op, CXCursor cursor)
{
    op->at = c_range(lower, cursor);
    if (c_in_macro(lower, cursor))
        op->flags |= IR_IN_MACRO;
    return emit_at(lower, op);
}

ir_id c_compute(struct c_lower *lower, CXCursor cursor, const char *operator, ir_id type,
                const ir_id *args, uint32_t count)
{
    struct ir_op op = ir_new_op(IR_COMPUTE, (struct ir_range){0});

    op.text = operator;
    op.type = type;
    op.args = args;
    op.arg_count = count;
    return c_emit(lower, &op, cursor);
}

ir_id c_const(struct c_lower *lower, CXCursor cursor, const char *text, ir_id type)
{
    struct ir_op op = ir_new_op(IR_CONST, (struct ir_range){0});

    op.text = text;
    op.type = type;
    return c_emit(lower, &op, cursor);
}

ir_id c_load(struct c_lower *lower, CXCursor cursor, struct ir_place place, ir_id type)
{
    struct ir_op op = ir_new_op(IR_LOAD, (struct ir_range){0});

    op.place = place;
    op.type = type;
    return c_emit(lower, &op, cursor);
}

void c_store(struct c_lower *lower, CXCursor cursor, struct ir_place place, ir_id value)
{
    struct ir_op op = ir_new_op(IR_STORE, (struct ir_range){0});

    op.place = place;
    op.args = &value;
    op.arg_count = 1;
    c_emit(lower, &op, cursor);
}

ir_id c_address_of(struct c_lower *lower, CXCursor cursor, struct ir_place place, ir_id type)
{
    struct ir_op op = ir_new_op(IR_ADDRESS, (struct ir_range){0});

    if (place.base != IR_NONE && place.index == IR_NONE && !place.field[0])
        return place.base;
    op.place = place;
    op.place.is_volatile = false;
    op.type = c_pointer_to(lower, type);
    return c_emit(lower, &op, cursor);
}

void c_declare(struct c_lower *lower, CXCursor cursor, ir_id variable)
{
    struct ir_op op = ir_new_op(IR_DECLARE, (struct ir_range){0});

    op.place = c_variable_place(variable);
    c_emit(lower, &op, cursor);
}

struct ir_place c_variable_place(ir_id variable)
{
    struct ir_place place = ir_no_place();

    place.variable = variable;
    return place;
}

struct ir_place c_base_place(ir_id base)
{
    struct ir_place place = ir_no_place();

    place.base = base;
    return place;
}

void c_goto(struct c_lower *lower, ir_id block, CXCursor cursor)
{
    struct ir_op op = ir_new_op(IR_JUMP, (struct ir_range){0});

    if (ir_block_ended(lower->frame->builder))
        return;
    op.targets = &block;
    op.target_count = 1;
    op.flags = IR_IMPLICIT;
    c_emit(lower, &op, cursor);
}

void c_start(struct c_lower *lower, ir_id block)
{
    ir_set_block(lower->frame->builder, block);
}

/* --- objects at the end of their lives ----------------------------------------------------- */

static void destroy(struct c_lower *lower, ir_id variable, CXCursor cursor)
{
    struct ir_op op = ir_new_op(IR_DESTROY, (struct ir_range){0});

    op.place = c_variable_place(variable);
    op.flags = IR_IMPLICIT;
    c_emit(lower, &op, cursor);
}

void c_destroy_down_to(struct c_lower *lower, size_t alive, CXCursor cursor)
{
    struct c_frame *frame = lower->frame;

    if (ir_block_ended(frame->builder))
        return;
    for (size_t i = frame->alive.count; i > alive; i--)
        destroy(lower, frame->alive.items[i - 1], cursor);
}

/* A scope is left at its last character, the brace. */
static struct ir_range last_character(struct ir_range at)
{
    if (at.end_line == 0 || at.end_column < 2)
        return at;
    return (struct ir_range){at.end_line, at.end_column - 1, at.end_line, at.end_column};
}

void c_scope_close(struct c_lower *lower, size_t alive, CXCursor cursor)
{
    struct ir_builder *builder = lower->frame->builder;
    size_t first = ir_built_count(builder);

    c_destroy_down_to(lower, alive, cursor);
    for (size_t i = first; i < ir_built_count(builder); i++) {
        struct ir_op *op = ir_built(builder, (ir_id)i);
        op->at = last_character(op->at);
    }
    lower->frame->alive.count = alive;
}

void c_full_expression_end(struct c_lower *lower, size_t mark, CXCursor cursor)
{
    struct c_frame *frame = lower->frame;

    if (!ir_block_ended(frame->builder)) {
        for (size_t i = frame->temporaries.count; i > mark; i--)
            destroy(lower, frame->temporaries.items[i - 1], cursor);
    }
    if (frame->temporaries.count > mark)
        frame->temporaries.count = mark;
}

/* --- limits -------------------------------------------------------------------------------- */

void c_too_complex(struct c_lower *lower)
{
    lower->unit->functions[lower->frame->function].too_complex = true;
}

bool c_enter(struct c_lower *lower)
{
    if (lower->depth >= C_DEPTH_MAX) {
        c_too_complex(lower);
        return false;
    }
    lower->depth++;
    return true;
}

void c_leave(struct c_lower *lower)
{
    lower->depth--;
}
