/* Expressions: names, attributes, subscripts, and the choice of who lowers the rest. */
#include "py_lower.h"

ir_id py_expression_or_none(struct py *py, const struct py_node *node, struct ir_range at)
{
    if (node)
        return py_expression(py, node);
    ir_id none = py_constant(py, at, "None");
    ir_built(py->body->builder, none)->flags |= IR_IMPLICIT;
    return none;
}

ir_id py_function_value(struct py *py, struct ir_range at, const char *name, ir_id function)
{
    struct ir_op op = ir_new_op(IR_FUNC, at);
    op.text = name;
    op.function = function;
    return py_emit(py, &op);
}

/* A name that nothing binds: __name__, or what another module or a shell put there. */
static ir_id load_global(struct py *py, const struct py_node *node)
{
    struct py_name *name = &py->scopes.names[node->extra];
    struct ir_place place = ir_no_place();
    if (!name->global) {
        struct ir_variable variable = {.name = name->text,
                                       .storage = IR_FILE_STATIC,
                                       .type = IR_NONE,
                                       .function = IR_NONE,
                                       .has_initialiser = true};
        name->global = ir_variable_add(py->unit, &variable) + 1;
    }
    place.variable = name->global - 1;
    return py_load(py, node->at, place);
}

/* A name or dotted name that means something fixed; IR_NONE for any other. */
static ir_id fixed_value(struct py *py, const struct py_node *node,
                         const struct py_meaning *meaning)
{
    switch (meaning->kind) {
    case PY_IS_PATH: case PY_IS_FUNCTION: case PY_IS_CLASS:
        return py_function_value(py, node->at, meaning->path, meaning->function);
    default:
        return IR_NONE;
    }
}

ir_id py_name_value(struct py *py, const struct py_node *node)
{
    struct py_meaning meaning = py_meaning_of(&py->scopes, node);
    if (meaning.kind == PY_IS_VARIABLE)
        return py_load(py, node->at, py_symbol_place(py, meaning.symbol));
    ir_id value = fixed_value(py, node, &meaning);
    return value != IR_NONE ? value : load_global(py, node);
}

ir_id py_attribute(struct py *py, const struct py_node *node)
{
    struct py_meaning meaning = py_meaning_of(&py->scopes, node);
    const struct py_node *object = py_child(py->tree, node, PY_F_OBJECT);
    const struct py_node *attribute = py_child(py->tree, node, PY_F_ATTRIBUTE);
    ir_id value = fixed_value(py, node, &meaning);
    if (value != IR_NONE)
        return value;
    struct ir_place place = ir_no_place();
    place.base = py_expression_or_none(py, object, node->at);
    place.field = attribute && attribute->kind == PY_IDENTIFIER
                      ? py_name_of(py->tree, attribute)
                      : "";
    return py_load(py, node->at, place);
}

static ir_id slice(struct py *py, const struct py_node *node)
{
    const struct py_node *parts[3] = {0};
    ir_id values[3];
    size_t at = 0;
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        if (c->kind == PY_COLON)
            at += at < 2;
        else
            parts[at] = c;
    }
    for (size_t i = 0; i < 3; i++)
        values[i] = py_expression_or_none(py, parts[i], node->at);
    return py_compute(py, node->at, "slice", values, 3);
}

ir_id py_subscript_index(struct py *py, const struct py_node *node)
{
    struct py_values values = {0};
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c))
        if (c->field == PY_F_SUBSCRIPT)
            py_value_add(py, &values, py_expression(py, c));
    if (values.count == 1)
        return values.items[0];
    return py_compute(py, node->at, "tuple", values.items, values.count);
}

static ir_id subscript(struct py *py, const struct py_node *node)
{
    struct ir_place place = ir_no_place();
    place.base = py_expression_or_none(py, py_child(py->tree, node, PY_F_VALUE), node->at);
    place.index = py_subscript_index(py, node);
    return py_load(py, node->at, place);
}

static ir_id yield_from(struct py *py, const struct py_node *node, ir_id source)
{
    struct py_loop loop;
    ir_id iteration = py_simple(py, IR_ITER, node->at, source);
    ir_id item = py_loop_start(py, &loop, node->at, iteration, false);
    ir_id yielded = py_simple(py, IR_YIELD, node->at, item);
    ir_built(py->body->builder, yielded)->flags |= IR_DISCARDED;
    py_loop_end(py, &loop);
    return iteration;
}

static ir_id yield(struct py *py, const struct py_node *node)
{
    const struct py_node *from = py_child_of(py->tree, node, PY_FROM);
    const struct py_node *source = from ? py_next(py->tree, from) : py_first(py->tree, node);
    struct ir_op op = ir_new_op(IR_YIELD, node->at);
    ir_id value = source ? py_expression(py, source) : IR_NONE;
    if (from && source)
        return yield_from(py, node, value);
    op.args = &value;
    op.arg_count = source ? 1 : 0;
    return py_emit(py, &op);
}

/* A node that has no meaning of its own: what its parts do still counts. */
static ir_id unknown(struct py *py, const struct py_node *node)
{
    struct py_values values = {0};
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c))
        if (c->kind != PY_OPERATOR)
            py_value_add(py, &values, py_expression(py, c));
    if (values.count == 1)
        return values.items[0];
    return py_compute(py, node->at, "unknown", values.items, values.count);
}

static bool has_scope(const struct py *py, const struct py_node *node)
{
    return py_scope_of(&py->scopes, node) != NULL;
}

static ir_id plain_expression(struct py *py, const struct py_node *node)
{
    switch (node->kind) {
    case PY_IDENTIFIER:
        return py_name_value(py, node);
    case PY_ATTRIBUTE:
        return py_attribute(py, node);
    case PY_CALL:
        return py_call(py, node);
    case PY_SUBSCRIPT:
        return subscript(py, node);
    case PY_SLICE:
        return slice(py, node);
    case PY_INTEGER: case PY_FLOAT: case PY_TRUE: case PY_FALSE: case PY_NONE: case PY_ELLIPSIS:
    case PY_STRING: case PY_CONCATENATED_STRING: case PY_LIST: case PY_SET: case PY_DICTIONARY:
    case PY_TUPLE: case PY_EXPRESSION_LIST: case PY_LIST_PATTERN: case PY_TUPLE_PATTERN:
    case PY_PATTERN_LIST:
        return py_literal(py, node);
    case PY_BINARY_OPERATOR: case PY_BOOLEAN_OPERATOR: case PY_UNARY_OPERATOR:
    case PY_NOT_OPERATOR: case PY_COMPARISON_OPERATOR: case PY_CONDITIONAL_EXPRESSION:
        return py_operation(py, node);
    case PY_NAMED_EXPRESSION:
        return py_named(py, node);
    case PY_AWAIT:
        return py_simple(py, IR_AWAIT, node->at,
                         py_expression_or_none(py, py_first(py->tree, node), node->at));
    case PY_YIELD:
        return yield(py, node);
    default:
        return unknown(py, node);
    }
}

ir_id py_expression(struct py *py, const struct py_node *node)
{
    switch (node->kind) {
    case PY_ERROR:
        py_statement(py, node);
        return py_compute(py, node->at, "unknown", NULL, 0);
    case PY_LAMBDA:
        return has_scope(py, node) ? py_lambda(py, node) : unknown(py, node);
    case PY_GENERATOR_EXPRESSION:
        return has_scope(py, node) ? py_generator(py, node) : unknown(py, node);
    case PY_LIST_COMPREHENSION: case PY_SET_COMPREHENSION: case PY_DICTIONARY_COMPREHENSION:
        return has_scope(py, node) ? py_comprehension(py, node) : unknown(py, node);
    default:
        return plain_expression(py, node);
    }
}
