/* Literals: numbers, strings with and without interpolation, tuples, lists, sets, dictionaries. */
#include "py_lower.h"

static ir_id spelled(struct py *py, const struct py_node *node, const char *class_name)
{
    struct slice text = py_text(py->tree, node);
    ir_id value = py_constant(py, node->at, arena_copy(py->unit->arena, text.at, text.length));
    py_set_type(py, value, class_name);
    return value;
}

static ir_id number(struct py *py, const struct py_node *node, const char *class_name)
{
    ir_id value = spelled(py, node, class_name);
    struct ir_op *op = ir_built(py->body->builder, value);
    if (py_number(py_text(py->tree, node), &op->constant))
        op->flags |= IR_CONSTANT;
    return value;
}

static ir_id truth(struct py *py, const struct py_node *node)
{
    ir_id value = py_constant(py, node->at, node->kind == PY_TRUE ? "True" : "False");
    py_set_type(py, value, "builtins.bool");
    struct ir_op *op = ir_built(py->body->builder, value);
    op->flags |= IR_CONSTANT;
    op->constant = node->kind == PY_TRUE;
    return value;
}

static bool is_simple(const struct py_node *node)
{
    return node->kind == PY_IDENTIFIER || node->kind == PY_INTEGER || node->kind == PY_STRING;
}

/* A value becomes text before the next one is asked for: f"{loss} {clock() - start}". */
static void make_text(struct py *py, struct py_values *values)
{
    ir_id *value = &values->items[values->count - 1];
    const struct ir_op *op = ir_built(py->body->builder, *value);

    *value = py_compute(py, op->at, "str", value, 1);
    py_set_type(py, *value, "builtins.str");
}

/* The values that a string is made of: its interpolations, those of their formats too. */
static void interpolated(struct py *py, const struct py_node *node, struct py_values *values)
{
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c)) {
        switch (c->kind) {
        case PY_STRING: case PY_INTERPOLATION: case PY_FORMAT_SPECIFIER: case PY_FORMAT_EXPRESSION:
            interpolated(py, c, values);
            break;
        default:
            if (c->field != PY_F_EXPRESSION)
                break;
            if (values->count && !is_simple(c))
                make_text(py, values);
            py_value_add(py, values, py_expression(py, c));
        }
    }
}

static bool is_bytes(struct slice text)
{
    for (size_t i = 0; i < text.length && i < 2; i++)
        if (text.at[i] == 'b' || text.at[i] == 'B')
            return true;
    return false;
}

static ir_id string(struct py *py, const struct py_node *node)
{
    struct py_values values = {0};
    struct slice text = py_text(py->tree, node);
    interpolated(py, node, &values);
    if (!values.count)
        return spelled(py, node, is_bytes(text) ? "builtins.bytes" : "builtins.str");
    ir_id made = py_compute(py, node->at, "str", values.items, values.count);
    py_set_type(py, made, "builtins.str");
    return made;
}

static void add_item(struct py *py, const struct py_node *node, struct py_values *values)
{
    const struct py_node *inner = py_first(py->tree, node);
    switch (node->kind) {
    case PY_LIST_SPLAT: case PY_PARENTHESIZED_LIST_SPLAT: case PY_LIST_SPLAT_PATTERN:
        if (inner && inner->kind == PY_LIST_SPLAT)
            add_item(py, inner, values);
        else if (inner)
            py_value_add(py, values, py_simple(py, IR_ITER, node->at, py_expression(py, inner)));
        break;
    case PY_DICTIONARY_SPLAT:
        if (inner)
            py_value_add(py, values, py_expression(py, inner));
        break;
    case PY_PAIR:
        for (; inner; inner = py_next(py->tree, inner))
            py_value_add(py, values, py_expression(py, inner));
        break;
    default:
        py_value_add(py, values, py_expression(py, node));
    }
}

static ir_id display(struct py *py, const struct py_node *node, const char *operator,
                     const char *class_name)
{
    struct py_values values = {0};
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c))
        add_item(py, c, &values);
    ir_id made = py_compute(py, node->at, operator, values.items, values.count);
    py_set_type(py, made, class_name);
    return made;
}

ir_id py_literal(struct py *py, const struct py_node *node)
{
    switch (node->kind) {
    case PY_INTEGER:
        return number(py, node, "builtins.int");
    case PY_FLOAT:
        return number(py, node, "builtins.float");
    case PY_TRUE: case PY_FALSE:
        return truth(py, node);
    case PY_STRING: case PY_CONCATENATED_STRING:
        return string(py, node);
    case PY_LIST: case PY_LIST_PATTERN:
        return display(py, node, "list", "builtins.list");
    case PY_SET:
        return display(py, node, "set", "builtins.set");
    case PY_DICTIONARY:
        return display(py, node, "dict", "builtins.dict");
    case PY_NONE:
        return py_constant(py, node->at, "None");
    case PY_ELLIPSIS:
        return py_constant(py, node->at, "...");
    default:
        return display(py, node, "tuple", "builtins.tuple");
    }
}
