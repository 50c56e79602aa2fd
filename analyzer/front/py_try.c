/* try, with, and leaving them.
 *
 * Any statement may raise; the graph shows it coarsely.  A try block may go to its handlers from
 * its beginning (nothing was done) and from its end (all was done).  A finally clause is written
 * out on every way that leaves its statement normally or by return, break or continue; on an
 * exception that nothing here handles only when there is no other way. */
#include "py_lower.h"

/* finally clauses inside finally clauses, each copied on each way out, would grow exponentially. */
enum { FINALLY_COPIES_MAX = 64 };

static const struct py_node *clause_body(struct py *py, const struct py_node *clause)
{
    return py_child_of(py->tree, clause, PY_BLOCK);
}

void py_leave(struct py *py, const struct py_frame *until)
{
    struct py_body *body = py->body;
    struct py_frame *here = body->frame;
    for (struct py_frame *frame = here; frame != until; frame = frame->outer) {
        body->frame = frame->outer;
        if (frame->kind == PY_FRAME_WITH) {
            py_simple(py, IR_EXIT, frame->at, frame->context);
        } else if (frame->kind == PY_FRAME_FINALLY) {
            frame->copied = true;
            if (body->finally_copies++ < FINALLY_COPIES_MAX)
                py_block_of(py, clause_body(py, frame->finally));
            else
                py->unit->functions[body->function].too_complex = true;
        }
    }
    body->frame = here;
}

static bool is_handler(const struct py_node *node)
{
    return node->kind == PY_EXCEPT_CLAUSE || node->kind == PY_EXCEPT_GROUP_CLAUSE;
}

/* `except E as e`: what is caught is some instance of E. */
static void bind_exception(struct py *py, const struct py_node *clause)
{
    const struct py_node *what = py_first(py->tree, clause);
    const struct py_node *target = py_child(py->tree, clause, PY_F_ALIAS);
    if (what && what->kind == PY_AS_PATTERN) {
        target = py_child(py->tree, what, PY_F_ALIAS);
        what = py_first(py->tree, what);
    }
    if (!what || what->kind == PY_BLOCK)
        return;
    ir_id class = py_expression(py, what);
    ir_id caught = py_compute(py, what->at, "except", &class, 1);
    if (target)
        py_assign_to(py, target, caught);
}

struct try_blocks {
    struct py_values targets; /* all handlers; then the way out of an exception nobody handles */
    struct py_values handlers;
    ir_id done, escape;
};

static void make_blocks(struct py *py, const struct py_node *node, struct try_blocks *blocks)
{
    blocks->done = py_block(py);
    blocks->escape = IR_NONE;
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c))
        if (is_handler(c))
            py_value_add(py, &blocks->handlers, py_block(py));
    if (py_child_of(py->tree, node, PY_FINALLY_CLAUSE))
        blocks->escape = py_block(py);
}

/* Goes on at `next`, or to what an exception leads to. */
static void may_raise(struct py *py, const struct py_node *node, struct try_blocks *blocks,
                      ir_id next)
{
    blocks->targets.count = 0;
    py_value_add(py, &blocks->targets, next);
    for (size_t i = 0; i < blocks->handlers.count; i++)
        py_value_add(py, &blocks->targets, blocks->handlers.items[i]);
    if (blocks->escape != IR_NONE)
        py_value_add(py, &blocks->targets, blocks->escape);
    py_switch_raised(py, node->at, blocks->targets.items, blocks->targets.count);
    py_set_block(py, next);
}

static void try_body(struct py *py, const struct py_node *node, struct try_blocks *blocks)
{
    const struct py_node *otherwise = py_child_of(py->tree, node, PY_ELSE_CLAUSE);
    struct py_frame frame = {
        .kind = PY_FRAME_TRY, .outer = py->body->frame, .handlers = &blocks->handlers};
    may_raise(py, node, blocks, py_block(py));
    if (blocks->handlers.count)
        py->body->frame = &frame;
    py_block_of(py, py_child(py->tree, node, PY_F_BODY));
    py->body->frame = frame.outer;
    may_raise(py, node, blocks, py_block(py));
    if (otherwise)
        py_block_of(py, py_child(py->tree, otherwise, PY_F_BODY));
    py_jump(py, node->at, blocks->done);
}

static void handlers(struct py *py, const struct py_node *node, struct try_blocks *blocks)
{
    size_t at = 0;
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        if (!is_handler(c))
            continue;
        py_set_block(py, blocks->handlers.items[at++]);
        bind_exception(py, c);
        py_block_of(py, clause_body(py, c));
        py_jump(py, c->at, blocks->done);
    }
}

/* Behind the try statement; `finally` runs when control comes there, else on the exception that
 * nobody handles, unless a return or break has run it already. */
static void finish_try(struct py *py, const struct py_node *node, const struct try_blocks *blocks,
                       const struct py_frame *frame)
{
    const struct py_node *body = clause_body(py, frame->finally);
    ir_id after = py_block(py);
    py_set_block(py, blocks->done);
    bool normal = py_alive(py);
    if (normal) {
        py_block_of(py, body);
        py_jump(py, node->at, after);
    }
    py_set_block(py, blocks->escape);
    if (!normal && !frame->copied)
        py_block_of(py, body);
    py_raise(py, node->at, IR_NONE, IR_IMPLICIT);
    py_set_block(py, after);
}

void py_try(struct py *py, const struct py_node *node)
{
    struct try_blocks blocks = {0};
    struct py_frame frame = {
        .kind = PY_FRAME_FINALLY,
        .outer = py->body->frame,
        .finally = py_child_of(py->tree, node, PY_FINALLY_CLAUSE),
    };
    make_blocks(py, node, &blocks);
    if (frame.finally)
        py->body->frame = &frame;
    try_body(py, node, &blocks);
    handlers(py, node, &blocks);
    py->body->frame = frame.outer;
    if (frame.finally)
        finish_try(py, node, &blocks, &frame);
    else
        py_set_block(py, blocks.done);
}

static ir_id enter(struct py *py, const struct py_node *value, struct py_frame *frame,
                   bool is_async)
{
    frame->kind = PY_FRAME_WITH;
    frame->outer = py->body->frame;
    frame->context = py_expression(py, value);
    frame->at = value->at;
    ir_id entered = py_simple(py, IR_ENTER, value->at, frame->context);
    if (is_async)
        entered = py_simple(py, IR_AWAIT, value->at, entered);
    py->body->frame = frame;
    return entered;
}

static void with_item(struct py *py, const struct py_node *item, struct py_frame *frame,
                      bool is_async)
{
    const struct py_node *value = py_child(py->tree, item, PY_F_VALUE);
    const struct py_node *target = NULL;
    if (!value)
        value = item;
    if (value->kind == PY_AS_PATTERN) {
        target = py_child(py->tree, value, PY_F_ALIAS);
        value = py_first(py->tree, value);
    }
    ir_id entered = enter(py, value, frame, is_async);
    if (target)
        py_assign_to(py, target, entered);
}

static const struct py_node *with_items(struct py *py, const struct py_node *node)
{
    const struct py_node *clause = py_child_of(py->tree, node, PY_WITH_CLAUSE);
    return clause ? py_first(py->tree, clause) : NULL;
}

void py_with(struct py *py, const struct py_node *node)
{
    struct py_frame *outer = py->body->frame;
    bool is_async = py_child_of(py->tree, node, PY_ASYNC) != NULL;
    for (const struct py_node *c = with_items(py, node); c; c = py_next(py->tree, c))
        if (c->kind == PY_WITH_ITEM)
            with_item(py, c, ARENA_NEW(py->arena, struct py_frame), is_async);
    py_block_of(py, py_child(py->tree, node, PY_F_BODY));
    py_leave(py, outer);
    py->body->frame = outer;
}
