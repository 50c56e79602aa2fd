/* Comprehensions, written out as loops, and generator expressions, functions of one loop. */
#include "py_lower.h"

/* The loops that a comprehension has opened, outermost first. */
struct loops {
    struct py_loop **items;
    size_t count, capacity;
};

static void open_loop(struct py *py, struct loops *loops, const struct py_node *clause,
                      ir_id source)
{
    const struct py_node *target = py_child(py->tree, clause, PY_F_LEFT);
    struct py_loop *loop = ARENA_NEW(py->arena, struct py_loop);
    bool is_async = py_child_of(py->tree, clause, PY_ASYNC) != NULL;
    ir_id iteration = py_simple(py, IR_ITER, clause->at, source);
    ir_id item = py_loop_start(py, loop, clause->at, iteration, is_async);
    *VEC_ADD(py->arena, loops) = loop;
    if (target)
        py_assign_to(py, target, item);
}

/* What does not hold goes on with the next item. */
static void filter(struct py *py, const struct loops *loops, const struct py_node *clause)
{
    const struct py_node *condition = py_first(py->tree, clause);
    ir_id kept = py_block(py);
    if (!condition || !loops->count)
        return;
    ir_id value = py_expression(py, condition);
    py_branch(py, clause->at, value, kept, loops->items[loops->count - 1]->frame.continue_to);
    py_set_block(py, kept);
}

/* Opens a loop for each `for`; the first one runs over `source`. */
static void open_clauses(struct py *py, const struct py_node *node, struct loops *loops,
                         ir_id source)
{
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        if (py_is_full(py, c)) {
            break;
        } else if (c->kind == PY_IF_CLAUSE) {
            filter(py, loops, c);
        } else if (c->kind == PY_FOR_IN_CLAUSE) {
            if (loops->count)
                source = py_expression_or_none(py, py_child(py->tree, c, PY_F_RIGHT), c->at);
            open_loop(py, loops, c, source);
        }
    }
}

static void close_loops(struct py *py, struct loops *loops)
{
    while (loops->count)
        py_loop_end(py, loops->items[--loops->count]);
}

/* The first iterable is evaluated outside. */
static ir_id first_source(struct py *py, const struct py_node *node)
{
    const struct py_node *clause = py_child_of(py->tree, node, PY_FOR_IN_CLAUSE);
    return py_expression_or_none(
        py, clause ? py_child(py->tree, clause, PY_F_RIGHT) : NULL, node->at);
}

static void add_pair(struct py *py, const struct py_node *pair, ir_id result)
{
    ir_id args[3] = {result, IR_NONE, IR_NONE};
    args[1] = py_expression_or_none(py, py_child(py->tree, pair, PY_F_KEY), pair->at);
    args[2] = py_expression_or_none(py, py_child(py->tree, pair, PY_F_VALUE), pair->at);
    py_call_method(py, pair->at, "builtins.dict.__setitem__", args, 3);
}

static void add_element(struct py *py, const struct py_node *node, ir_id result)
{
    const struct py_node *element = py_child(py->tree, node, PY_F_BODY);
    if (element && element->kind == PY_PAIR) {
        add_pair(py, element, result);
        return;
    }
    ir_id args[2] = {result, py_expression_or_none(py, element, node->at)};
    const char *method = node->kind == PY_LIST_COMPREHENSION  ? "builtins.list.append"
                         : node->kind == PY_SET_COMPREHENSION ? "builtins.set.add"
                                                              : "builtins.dict.__setitem__";
    py_call_method(py, element ? element->at : node->at, method, args, 2);
}

static ir_id empty_result(struct py *py, const struct py_node *node)
{
    bool list = node->kind == PY_LIST_COMPREHENSION, set = node->kind == PY_SET_COMPREHENSION;
    ir_id result = py_compute(py, node->at, list ? "list" : set ? "set" : "dict", NULL, 0);
    py_set_type(py, result, list ? "builtins.list" : set ? "builtins.set" : "builtins.dict");
    return result;
}

ir_id py_comprehension(struct py *py, const struct py_node *node)
{
    struct loops loops = {0};
    ir_id source = first_source(py, node);
    ir_id result = empty_result(py, node);
    py_scope_enter(&py->scopes, py_scope_of(&py->scopes, node));
    open_clauses(py, node, &loops, source);
    add_element(py, node, result);
    close_loops(py, &loops);
    py_scope_leave(&py->scopes);
    return result;
}

/* The hidden parameter of a generator expression: its first iterable. */
static ir_id hidden_parameter(struct py *py, const struct py_node *node)
{
    struct ir_variable variable = {.name = ".0",
                                   .storage = IR_PARAMETER,
                                   .type = IR_NONE,
                                   .function = py->body->function,
                                   .at = node->at};
    struct ir_op op = ir_new_op(IR_PARAM, node->at);
    ir_id *parameters = ARENA_NEW(py->unit->arena, ir_id);
    const char **defaults = ARENA_NEW(py->unit->arena, const char *);
    *parameters = op.place.variable = ir_variable_add(py->unit, &variable);
    py_emit(py, &op);
    struct ir_function *function = &py->unit->functions[py->body->function];
    function->parameters = parameters;
    function->defaults = defaults;
    function->parameter_count = 1;
    return py_load(py, node->at, op.place);
}

static void generator_body(struct py *py, const struct py_node *node)
{
    struct py_body body;
    struct loops loops = {0};
    const struct py_node *element = py_child(py->tree, node, PY_F_BODY);
    py_body_start(py, &body, node);
    open_clauses(py, node, &loops, hidden_parameter(py, node));
    ir_id yielded = py_simple(py, IR_YIELD, element ? element->at : node->at,
                              py_expression_or_none(py, element, node->at));
    ir_built(body.builder, yielded)->flags |= IR_DISCARDED;
    close_loops(py, &loops);
    py_body_end(py);
}

ir_id py_generator(struct py *py, const struct py_node *node)
{
    ir_id function = py_scope_of(&py->scopes, node)->function;
    ir_id source = first_source(py, node);
    if (py->unit->functions[function].block_count == 0)
        generator_body(py, node);
    const char *name = py->unit->functions[function].name;
    ir_id args[2] = {py_function_value(py, node->at, name, function), source};
    struct ir_op call = ir_new_op(IR_CALL, node->at);
    call.flags = IR_INDIRECT;
    call.text = name;
    call.function = function;
    call.args = args;
    call.arg_count = 2;
    return py_emit(py, &call);
}
