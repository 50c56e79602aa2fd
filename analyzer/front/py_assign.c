/* Assignment in all its forms. */
#include "py_lower.h"

static bool is_sequence(const struct py_node *node)
{
    switch (node->kind) {
    case PY_PATTERN_LIST: case PY_TUPLE_PATTERN: case PY_LIST_PATTERN: case PY_TUPLE:
    case PY_LIST: case PY_EXPRESSION_LIST:
        return true;
    default:
        return false;
    }
}

static bool is_star(const struct py_node *node)
{
    return node->kind == PY_LIST_SPLAT || node->kind == PY_LIST_SPLAT_PATTERN;
}

static bool has_star(const struct py *py, const struct py_node *sequence)
{
    for (const struct py_node *c = py_first(py->tree, sequence); c; c = py_next(py->tree, c))
        if (is_star(c))
            return true;
    return false;
}

/* The place of an attribute or subscript; what stands before it is evaluated. */
static struct ir_place member_place(struct py *py, const struct py_node *target)
{
    struct ir_place place = ir_no_place();
    if (target->kind == PY_ATTRIBUTE) {
        const struct py_node *name = py_child(py->tree, target, PY_F_ATTRIBUTE);
        const struct py_node *object = py_child(py->tree, target, PY_F_OBJECT);
        place.base = py_expression_or_none(py, object, target->at);
        place.field = name && name->kind == PY_IDENTIFIER ? py_name_of(py->tree, name) : "";
    } else {
        const struct py_node *value = py_child(py->tree, target, PY_F_VALUE);
        place.base = py_expression_or_none(py, value, target->at);
        place.index = py_subscript_index(py, target);
    }
    return place;
}

/* The symbol that an assignment to this name binds; it is in the current scope, or in another
 * after global, nonlocal and inside comprehensions. */
static struct py_symbol *target_symbol(struct py *py, const struct py_node *identifier)
{
    struct py_name *name = &py->scopes.names[identifier->extra];
    struct py_symbol *symbol = py_symbol_find(py->scopes.current, name);
    return symbol ? symbol : py_symbol_here(&py->scopes, name);
}

/* Items come out of an iteration, one for each target, the rest for a starred one. */
static void unpack(struct py *py, const struct py_node *targets, ir_id value)
{
    ir_id iteration = py_simple(py, IR_ITER, targets->at, value);
    size_t position = 0;
    for (const struct py_node *c = py_first(py->tree, targets); c; c = py_next(py->tree, c)) {
        if (is_star(c)) {
            const struct py_node *inner = py_first(py->tree, c);
            ir_id rest = py_compute(py, c->at, "list", &iteration, 1);
            py_set_type(py, rest, "builtins.list");
            if (inner)
                py_assign_to(py, inner, rest);
            continue;
        }
        ir_id index = py_constant(py, c->at, arena_printf(py->unit->arena, "%zu", position));
        struct ir_op *op = ir_built(py->body->builder, index);
        op->flags |= IR_CONSTANT | IR_IMPLICIT;
        op->constant = (double)position++;
        ir_id args[2] = {iteration, index};
        py_assign_to(py, c, py_compute(py, c->at, "[]", args, 2));
    }
}

void py_assign_to(struct py *py, const struct py_node *target, ir_id value)
{
    switch (target->kind) {
    case PY_IDENTIFIER:
        py_store(py, target->at, py_symbol_place(py, target_symbol(py, target)), value);
        break;
    case PY_ATTRIBUTE: case PY_SUBSCRIPT:
        py_store(py, target->at, member_place(py, target), value);
        break;
    case PY_PARENTHESIZED_EXPRESSION: case PY_AS_PATTERN_TARGET: case PY_LIST_SPLAT_PATTERN:
        if (target->first)
            py_assign_to(py, py_first(py->tree, target), value);
        break;
    default:
        if (is_sequence(target))
            unpack(py, target, value);
        else
            py_expression(py, target);
    }
}

/* `a, b = b, a`: the items are known one by one, no tuple need be thought of. */
static bool assign_items(struct py *py, const struct py_node *target, const struct py_node *source)
{
    struct py_values values = {0};
    if (!is_sequence(target) || !is_sequence(source) || has_star(py, target) ||
        has_star(py, source) ||
        py_child_count(py->tree, target) != py_child_count(py->tree, source))
        return false;
    for (const struct py_node *c = py_first(py->tree, source); c; c = py_next(py->tree, c))
        py_value_add(py, &values, py_expression(py, c));
    size_t at = 0;
    for (const struct py_node *c = py_first(py->tree, target); c; c = py_next(py->tree, c))
        py_assign_to(py, c, values.items[at++]);
    return true;
}

/* x: T, in a function as at the top of a file. */
static void annotate(struct py *py, const struct py_node *target, const struct py_node *type)
{
    if (target->kind != PY_IDENTIFIER)
        return;
    struct py_symbol *symbol = target_symbol(py, target);
    ir_id known = py_annotation_type(&py->scopes, type);
    if (known == IR_NONE || symbol->scope->kind == PY_SCOPE_CLASS)
        return;
    ir_id variable = py_variable(py, symbol);
    py->unit->variables[variable].type = known;
}

/* `a = b = value`: the value first, then the targets from the left. */
void py_assignment(struct py *py, const struct py_node *node)
{
    const struct py_node *type = py_child(py->tree, node, PY_F_TYPE);
    const struct py_node *left = py_child(py->tree, node, PY_F_LEFT);
    const struct py_node *right = py_child(py->tree, node, PY_F_RIGHT);
    if (left && type)
        annotate(py, left, type);
    if (!left || !right)
        return;
    if (assign_items(py, left, right))
        return;
    const struct py_node *source = right;
    while (source && source->kind == PY_ASSIGNMENT)
        source = py_child(py->tree, source, PY_F_RIGHT);
    ir_id value = py_expression_or_none(py, source, node->at);
    while (node && node->kind == PY_ASSIGNMENT) {
        left = py_child(py->tree, node, PY_F_LEFT);
        if (left)
            py_assign_to(py, left, value);
        node = py_child(py->tree, node, PY_F_RIGHT);
    }
}

/* The operator of `+=` is "+". */
static const char *plain_operator(struct py *py, const struct py_node *node)
{
    const struct py_node *token = py_child(py->tree, node, PY_F_OPERATOR);
    struct slice text = token ? slice_of(py_name_of(py->tree, token)) : slice_of("?");
    if (text.length > 1 && text.at[text.length - 1] == '=')
        text.length--;
    return map_intern(py->unit->names, text.at, text.length);
}

void py_augmented(struct py *py, const struct py_node *node)
{
    const struct py_node *left = py_child(py->tree, node, PY_F_LEFT);
    const struct py_node *right = py_child(py->tree, node, PY_F_RIGHT);
    struct ir_place place;
    if (!left || !right)
        return;
    if (left->kind == PY_IDENTIFIER) {
        place = py_symbol_place(py, target_symbol(py, left));
    } else if (left->kind == PY_ATTRIBUTE || left->kind == PY_SUBSCRIPT) {
        place = member_place(py, left);
    } else {
        py_expression(py, right);
        return;
    }
    ir_id args[2];
    args[0] = py_load(py, left->at, place);
    args[1] = py_expression(py, right);
    py_store(py, node->at, place, py_compute(py, node->at, plain_operator(py, node), args, 2));
}

ir_id py_named(struct py *py, const struct py_node *node)
{
    const struct py_node *name = py_child(py->tree, node, PY_F_NAME);
    struct py_scope *here = py->scopes.current;
    ir_id value = py_expression_or_none(py, py_child(py->tree, node, PY_F_VALUE), node->at);
    while (py->scopes.current->kind == PY_SCOPE_COMPREHENSION)
        py->scopes.current = py->scopes.current->parent;
    if (name && name->kind == PY_IDENTIFIER)
        py_assign_to(py, name, value);
    py->scopes.current = here;
    return value;
}

static void delete_one(struct py *py, const struct py_node *target)
{
    struct ir_op op = ir_new_op(IR_DESTROY, target->at);
    switch (target->kind) {
    case PY_IDENTIFIER:
        op.place = py_symbol_place(py, target_symbol(py, target));
        break;
    case PY_ATTRIBUTE: case PY_SUBSCRIPT:
        op.place = member_place(py, target);
        break;
    default:
        py_delete(py, target);
        return;
    }
    py_emit(py, &op);
}

void py_delete(struct py *py, const struct py_node *node)
{
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c))
        delete_one(py, c);
}
