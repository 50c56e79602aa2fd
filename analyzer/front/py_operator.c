/* Operators: arithmetic, comparison, `and`, `or`, `not`, `x if c else y`. */
#include "py_lower.h"

/* COMPUTE, with its value when the operands are known numbers. */
static ir_id compute(struct py *py, const struct py_node *node, const char *operator,
                     const ir_id *args, size_t count)
{
    double known[2], value;
    ir_id made = py_compute(py, node->at, operator, args, count);
    for (size_t i = 0; i < count; i++) {
        const struct ir_op *op = ir_built(py->body->builder, args[i]);
        if (!(op->flags & IR_CONSTANT) || count > 2)
            return made;
        known[i] = op->constant;
    }
    if (py_fold(operator, known, count, &value)) {
        ir_built(py->body->builder, made)->flags |= IR_CONSTANT;
        ir_built(py->body->builder, made)->constant = value;
    }
    return made;
}

static const char *operator_of(const struct py *py, const struct py_node *node)
{
    const struct py_node *token = py_child_of(py->tree, node, PY_OPERATOR);
    return token ? py_name_of(py->tree, token) : "?";
}

/* a + b + c ... leans to the left as deep as it is long: down by a loop, and up again. */
static ir_id spine(struct py *py, const struct py_node *node)
{
    VEC(const struct py_node *) levels = {0};
    enum py_kind kind = node->kind;
    bool boolean = kind == PY_BOOLEAN_OPERATOR;
    while (node && node->kind == kind) {
        *VEC_ADD(py->arena, &levels) = node;
        node = py_child(py->tree, node, PY_F_LEFT);
    }
    ir_id value = py_expression_or_none(py, node, levels.items[levels.count - 1]->at);
    for (size_t i = levels.count; i-- > 0;) {
        const struct py_node *level = levels.items[i];
        ir_id args[2] = {value, IR_NONE};
        py->body->conditional += boolean;
        args[1] = py_expression_or_none(py, py_child(py->tree, level, PY_F_RIGHT), level->at);
        py->body->conditional -= boolean;
        value = compute(py, level, operator_of(py, level), args, 2);
    }
    return value;
}

static ir_id unary(struct py *py, const struct py_node *node)
{
    const char *operator = node->kind == PY_NOT_OPERATOR ? "not" : operator_of(py, node);
    ir_id value =
        py_expression_or_none(py, py_child(py->tree, node, PY_F_ARGUMENT), node->at);
    return compute(py, node, operator, &value, 1);
}

/* a < b < c compares b with c only when a < b. */
static ir_id comparison(struct py *py, const struct py_node *node)
{
    const struct py_node *c = py_first(py->tree, node);
    struct py_values results = {0};
    const char *operator = "?";
    if (!c)
        return py_expression_or_none(py, NULL, node->at);
    ir_id left = py_expression(py, c);
    unsigned links = 0;
    while ((c = py_next(py->tree, c))) {
        if (c->kind == PY_OPERATOR) {
            operator = py_name_of(py->tree, c);
            continue;
        }
        if (links++ == 1)
            py->body->conditional++;
        ir_id args[2] = {left, py_expression(py, c)};
        py_value_add(py, &results, compute(py, node, operator, args, 2));
        left = args[1];
    }
    if (links > 1)
        py->body->conditional--;
    if (results.count == 1)
        return results.items[0];
    return py_compute(py, node->at, "and", results.items, results.count);
}

static ir_id conditional(struct py *py, const struct py_node *node)
{
    const struct py_node *yes = py_first(py->tree, node);
    const struct py_node *condition = yes ? py_next(py->tree, yes) : NULL;
    const struct py_node *no = condition ? py_next(py->tree, condition) : NULL;
    ir_id args[3];
    args[0] = py_expression_or_none(py, condition, node->at);
    py->body->conditional++;
    args[1] = py_expression_or_none(py, yes, node->at);
    args[2] = py_expression_or_none(py, no, node->at);
    py->body->conditional--;
    return py_compute(py, node->at, "?:", args, 3);
}

ir_id py_operation(struct py *py, const struct py_node *node)
{
    switch (node->kind) {
    case PY_BINARY_OPERATOR: case PY_BOOLEAN_OPERATOR:
        return spine(py, node);
    case PY_COMPARISON_OPERATOR:
        return comparison(py, node);
    case PY_CONDITIONAL_EXPRESSION:
        return conditional(py, node);
    default:
        return unary(py, node);
    }
}
