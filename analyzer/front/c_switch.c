/* switch, and try with its handlers: one block goes to many. */
#include <string.h>

#include "c_lower.h"

static ir_id emit_switch(struct c_lower *lower, CXCursor cursor, ir_id value)
{
    struct ir_op op = ir_new_op(IR_SWITCH, (struct ir_range){0});

    op.args = &value;
    op.arg_count = 1;
    return c_emit(lower, &op, cursor);
}

static void set_targets(struct c_lower *lower, ir_id id, const ir_id *targets, size_t count)
{
    struct ir_op *op = ir_built(lower->frame->builder, id);
    ir_id *copy = ARENA_ARRAY(lower->unit->arena, ir_id, count + 1);

    if (count > 0)
        memcpy(copy, targets, count * sizeof *copy);
    op->targets = copy;
    op->target_count = (uint32_t)count;
}

static void switch_body(struct c_lower *lower, CXCursor body, ir_id dispatch, ir_id after)
{
    struct c_frame *frame = lower->frame;
    struct c_frame saved = *frame;
    struct c_jump *jump = VEC_ADD(lower->unit->arena, &frame->jumps);

    *jump = (struct c_jump){after, IR_NONE, frame->alive.count};
    memset(&frame->cases, 0, sizeof frame->cases);
    frame->in_switch = true;
    frame->has_default = false;
    /* What stands before the first case is never reached. */
    c_start(lower, ir_new_block(frame->builder));
    c_statement(lower, body);
    c_goto(lower, after, body);
    if (!frame->has_default)
        *VEC_ADD(lower->unit->arena, &frame->cases) = after;
    set_targets(lower, dispatch, frame->cases.items, frame->cases.count);
    frame->jumps.count--;
    memcpy(&frame->cases, &saved.cases, sizeof frame->cases);
    frame->in_switch = saved.in_switch;
    frame->has_default = saved.has_default;
}

/* libclang leaves the initialiser of `switch (auto x = f(); x)` out: it is found through x. */
static void hidden_initialiser(struct c_lower *lower, CXCursor cursor, CXCursor condition)
{
    CXCursor inner = c_strip(condition);
    CXCursor variable;

    if (!lower->is_cxx || clang.getCursorKind(inner) != CXCursor_DeclRefExpr)
        return;
    variable = clang.getCursorReferenced(inner);
    if (clang.getCursorKind(variable) == CXCursor_VarDecl &&
        c_offset(variable, NULL) > c_offset(cursor, NULL) &&
        c_offset(variable, NULL) < c_offset(inner, NULL))
        c_declaration(lower, variable);
}

void c_switch(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);
    size_t alive = lower->frame->alive.count;
    ir_id after = ir_new_block(lower->frame->builder);
    size_t mark = lower->frame->temporaries.count;
    size_t at = 0;
    ir_id value;

    while (at < parts.count && c_condition_variable(lower, c_child(lower, parts, at)))
        at++;
    if (at == 0 && parts.count == 2)
        hidden_initialiser(lower, cursor, c_child(lower, parts, 0));
    if (at + 1 < parts.count) {
        value = c_operand(lower, c_child(lower, parts, at));
        c_full_expression_end(lower, mark, cursor);
        switch_body(lower, c_child(lower, parts, parts.count - 1),
                    emit_switch(lower, cursor, value), after);
    }
    c_start(lower, after);
    c_scope_close(lower, alive, cursor);
    c_children_done(lower, parts);
}

static CXCursor open_case(struct c_lower *lower, CXCursor cursor)
{
    struct c_frame *frame = lower->frame;
    struct c_children parts = c_children(lower, cursor);
    ir_id block = ir_new_block(frame->builder);
    CXCursor last = {.kind = CXCursor_InvalidCode};

    c_goto(lower, block, cursor);
    c_start(lower, block);
    if (frame->in_switch) {
        *VEC_ADD(lower->unit->arena, &frame->cases) = block;
        frame->has_default |= clang.getCursorKind(cursor) == CXCursor_DefaultStmt;
    }
    if (parts.count > 0)
        last = c_child(lower, parts, parts.count - 1);
    c_children_done(lower, parts);
    return last;
}

static bool is_case(CXCursor cursor)
{
    enum CXCursorKind kind = clang.getCursorKind(cursor);

    return kind == CXCursor_CaseStmt || kind == CXCursor_DefaultStmt;
}

/* `case 1: case 2: ...` nests, as deep as there are cases. */
void c_case(struct c_lower *lower, CXCursor cursor)
{
    CXCursor inner = open_case(lower, cursor);

    while (is_case(inner))
        inner = open_case(lower, inner);
    if (clang.getCursorKind(inner) != CXCursor_InvalidCode)
        c_statement(lower, inner);
}

/* --- try ----------------------------------------------------------------------------------- */

static void handler(struct c_lower *lower, CXCursor cursor)
{
    struct c_children parts = c_children(lower, cursor);

    for (size_t i = 0; i < parts.count; i++) {
        CXCursor part = c_child(lower, parts, i);

        if (clang.getCursorKind(part) == CXCursor_VarDecl)
            c_declare(lower, part, c_symbol(lower, part)->variable);
        else
            c_statement(lower, part);
    }
    c_children_done(lower, parts);
}

/* Any call inside may leave for a handler: the graph says so with an edge from before the body. */
void c_try(struct c_lower *lower, CXCursor cursor)
{
    struct c_frame *frame = lower->frame;
    struct c_children parts = c_children(lower, cursor);
    ir_id *blocks = ARENA_ARRAY(lower->unit->arena, ir_id, parts.count + 1);
    size_t outer_handlers = frame->handlers.count;
    ir_id after = ir_new_block(frame->builder);
    ir_id choice, value;

    for (size_t i = 0; i < parts.count; i++)
        blocks[i] = ir_new_block(frame->builder);
    value = c_const(lower, cursor, "try", lower->type_int);
    choice = emit_switch(lower, cursor, value);
    ir_built(frame->builder, choice)->flags |= IR_IMPLICIT;
    set_targets(lower, choice, blocks, parts.count);
    for (size_t i = 1; i < parts.count; i++)
        *VEC_ADD(lower->unit->arena, &frame->handlers) = blocks[i];
    for (size_t i = 0; i < parts.count; i++) {
        CXCursor part = c_child(lower, parts, i);

        c_start(lower, blocks[i]);
        if (i == 0)
            c_statement(lower, part);
        else
            handler(lower, part);
        frame->handlers.count = outer_handlers;
        c_goto(lower, after, part);
    }
    c_start(lower, after);
    c_children_done(lower, parts);
}
