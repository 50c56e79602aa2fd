/* Loops: for, while, and the ones inside comprehensions and `yield from`. */
#include "py_lower.h"

static void enter_loop(struct py *py, struct py_frame *frame, ir_id break_to, ir_id continue_to)
{
    *frame = (struct py_frame){
        .kind = PY_FRAME_LOOP,
        .outer = py->body->frame,
        .break_to = break_to,
        .continue_to = continue_to,
    };
    py->body->frame = frame;
}

ir_id py_loop_start(struct py *py, struct py_loop *loop, struct ir_range at, ir_id iteration,
                    bool is_async)
{
    ir_id header = py_block(py), body = py_block(py);
    loop->exhausted = py_block(py);
    loop->at = at;
    py_jump(py, at, header);
    py_set_block(py, header);
    ir_id next = py_simple(py, IR_NEXT, at, iteration);
    ir_id item = is_async ? py_simple(py, IR_AWAIT, at, next) : next;
    py_branch(py, at, next, body, loop->exhausted);
    py_set_block(py, body);
    enter_loop(py, &loop->frame, loop->exhausted, header);
    return item;
}

void py_loop_end(struct py *py, struct py_loop *loop)
{
    py_jump(py, loop->at, loop->frame.continue_to);
    py->body->frame = loop->frame.outer;
    py_set_block(py, loop->exhausted);
}

/* The else clause of a loop runs when the loop was not left by break; code goes on behind it. */
static void loop_else(struct py *py, const struct py_node *node, ir_id after)
{
    const struct py_node *clause = py_child_of(py->tree, node, PY_ELSE_CLAUSE);
    if (clause)
        py_block_of(py, py_child(py->tree, clause, PY_F_BODY));
    py_jump(py, node->at, after);
    py_set_block(py, after);
}

void py_for(struct py *py, const struct py_node *node)
{
    struct py_loop loop;
    const struct py_node *target = py_child(py->tree, node, PY_F_LEFT);
    const struct py_node *source = py_child(py->tree, node, PY_F_RIGHT);
    struct ir_range at = source ? source->at : node->at;
    bool is_async = py_child_of(py->tree, node, PY_ASYNC) != NULL;
    ir_id after = py_block(py);
    ir_id iteration = py_simple(py, IR_ITER, at, py_expression_or_none(py, source, node->at));
    ir_id item = py_loop_start(py, &loop, at, iteration, is_async);
    loop.frame.break_to = after;
    if (target)
        py_assign_to(py, target, item);
    py_block_of(py, py_child(py->tree, node, PY_F_BODY));
    py_loop_end(py, &loop);
    loop_else(py, node, after);
}

static bool is_always_true(const struct py *py, const struct py_node *condition)
{
    double value;
    if (!condition)
        return false;
    if (condition->kind == PY_TRUE)
        return true;
    return condition->kind == PY_INTEGER && py_number(py_text(py->tree, condition), &value) &&
           value != 0;
}

void py_while(struct py *py, const struct py_node *node)
{
    struct py_frame frame;
    const struct py_node *condition = py_child(py->tree, node, PY_F_CONDITION);
    ir_id header = py_block(py), body = py_block(py);
    ir_id exhausted = py_block(py), after = py_block(py);
    struct ir_range at = condition ? condition->at : node->at;
    py_jump(py, at, header);
    py_set_block(py, header);
    if (is_always_true(py, condition))
        py_jump(py, at, body);
    else
        py_branch(py, at, py_expression_or_none(py, condition, at), body, exhausted);
    enter_loop(py, &frame, after, header);
    py_set_block(py, body);
    py_block_of(py, py_child(py->tree, node, PY_F_BODY));
    py_jump(py, at, header);
    py->body->frame = frame.outer;
    py_set_block(py, exhausted);
    loop_else(py, node, after);
}
