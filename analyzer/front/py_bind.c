/* The first walk over the tree: every scope, every binding, every function. */
#include <string.h>

#include "py_bind.h"

static void visit(struct py_scopes *scopes, struct py_node *node);

static void visit_children(struct py_scopes *scopes, const struct py_node *node)
{
    for (struct py_node *c = py_first(scopes->tree, node); c; c = py_next(scopes->tree, c))
        visit(scopes, c);
}

static void visit_operator(struct py_scopes *scopes, struct py_node *node)
{
    enum py_kind kind = node->kind;
    while (node && node->kind == kind) {
        struct py_node *left = py_first(scopes->tree, node);
        for (struct py_node *c = left ? py_next(scopes->tree, left) : NULL; c;
             c = py_next(scopes->tree, c))
            visit(scopes, c);
        node = left;
    }
    if (node)
        visit(scopes, node);
}

struct py_symbol *py_bind_name(struct py_scopes *scopes, const struct py_node *identifier,
                               enum py_binding_kind kind, const struct py_node *value)
{
    struct py_symbol *symbol = py_symbol_here(scopes, &scopes->names[identifier->extra]);
    if (symbol->shared)
        symbol = symbol->shared;
    if (!symbol->bindings)
        symbol->at = identifier->at;
    py_binding_add(scopes, symbol, kind, value);
    return symbol;
}

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

static void bind_identifier(struct py_scopes *scopes, struct py_node *target,
                            struct py_node *value)
{
    enum py_binding_kind kind = !value                     ? PY_BIND_OTHER
                                : value->kind == PY_NONE ? PY_BIND_PLACEHOLDER
                                                         : PY_BIND_VALUE;
    py_bind_name(scopes, target, kind, value);
}

/* `a, b = x, y` binds as `a = x; b = y` does. */
static void bind_sequence(struct py_scopes *scopes, struct py_node *target, struct py_node *value)
{
    const struct py_tree *tree = scopes->tree;
    struct py_node *item = NULL;
    if (value && is_sequence(value) &&
        py_child_count(tree, value) == py_child_count(tree, target))
        item = py_first(tree, value);
    for (struct py_node *c = py_first(tree, target); c; c = py_next(tree, c)) {
        py_bind_target(scopes, c, item);
        item = item ? py_next(tree, item) : NULL;
    }
}

void py_bind_target(struct py_scopes *scopes, struct py_node *target, struct py_node *value)
{
    switch (target->kind) {
    case PY_IDENTIFIER:
        bind_identifier(scopes, target, value);
        break;
    case PY_PARENTHESIZED_EXPRESSION: case PY_AS_PATTERN_TARGET:
        if (target->first)
            py_bind_target(scopes, py_first(scopes->tree, target), value);
        break;
    case PY_LIST_SPLAT: case PY_LIST_SPLAT_PATTERN:
        if (target->first)
            py_bind_target(scopes, py_first(scopes->tree, target), NULL);
        break;
    default:
        if (is_sequence(target))
            bind_sequence(scopes, target, value);
        else
            visit(scopes, target);
    }
}

static void visit_assignment(struct py_scopes *scopes, struct py_node *node)
{
    struct py_node *left = py_child(scopes->tree, node, PY_F_LEFT);
    struct py_node *right = py_child(scopes->tree, node, PY_F_RIGHT);
    struct py_node *value = right;
    while (value && value->kind == PY_ASSIGNMENT)
        value = py_child(scopes->tree, value, PY_F_RIGHT);
    if (left && (value || left->kind == PY_IDENTIFIER))
        py_bind_target(scopes, left, value);
    if (right)
        visit(scopes, right);
}

static void visit_targets(struct py_scopes *scopes, struct py_node *node, enum py_field field)
{
    for (struct py_node *c = py_first(scopes->tree, node); c; c = py_next(scopes->tree, c)) {
        if (c->field == field)
            py_bind_target(scopes, c, NULL);
        else
            visit(scopes, c);
    }
}

/* x := value binds in the scope around the comprehensions. */
static void visit_named_expression(struct py_scopes *scopes, struct py_node *node)
{
    struct py_node *name = py_child(scopes->tree, node, PY_F_NAME);
    struct py_node *value = py_child(scopes->tree, node, PY_F_VALUE);
    struct py_scope *here = scopes->current;
    while (scopes->current->kind == PY_SCOPE_COMPREHENSION)
        scopes->current = scopes->current->parent;
    if (name && name->kind == PY_IDENTIFIER)
        py_bind_name(scopes, name, PY_BIND_OTHER, NULL);
    scopes->current = here;
    if (value)
        visit(scopes, value);
}

/* `del x` makes x local, but says nothing of what it is. */
static void visit_delete(struct py_scopes *scopes, struct py_node *node)
{
    for (struct py_node *c = py_first(scopes->tree, node); c; c = py_next(scopes->tree, c)) {
        if (c->kind == PY_IDENTIFIER)
            py_bind_name(scopes, c, PY_BIND_PLACEHOLDER, NULL);
        else if (is_sequence(c))
            visit_delete(scopes, c);
        else
            visit(scopes, c);
    }
}

static struct py_symbol *outer_symbol(struct py_scopes *scopes, struct py_name *name)
{
    struct py_scope *scope = scopes->current->parent;
    while (scope && scope->kind == PY_SCOPE_CLASS)
        scope = scope->parent;
    struct py_symbol *symbol = scope ? py_symbol_find(scope, name) : NULL;
    if (symbol && symbol->scope != scopes->module)
        return symbol;
    /* The outer function binds it further down. */
    return py_symbol_in(scopes, scope ? scope : scopes->module, name);
}

static void visit_global(struct py_scopes *scopes, struct py_node *node)
{
    for (struct py_node *c = py_first(scopes->tree, node); c; c = py_next(scopes->tree, c)) {
        if (c->kind != PY_IDENTIFIER || scopes->current == scopes->module)
            continue;
        struct py_name *name = &scopes->names[c->extra];
        struct py_symbol *here = py_symbol_here(scopes, name);
        here->shared = node->kind == PY_GLOBAL_STATEMENT
                           ? py_symbol_in(scopes, scopes->module, name)
                           : outer_symbol(scopes, name);
    }
}

static void visit_comprehension(struct py_scopes *scopes, struct py_node *node)
{
    const struct py_tree *tree = scopes->tree;
    struct py_node *clause = py_child_of(tree, node, PY_FOR_IN_CLAUSE);
    struct py_node *source = clause ? py_child(tree, clause, PY_F_RIGHT) : NULL;
    if (source)
        visit(scopes, source); /* the first iterable belongs to the scope outside */
    py_bind_comprehension(scopes, node);
    for (struct py_node *c = py_first(tree, node); c; c = py_next(tree, c)) {
        if (c->kind != PY_FOR_IN_CLAUSE) {
            visit(scopes, c);
            continue;
        }
        struct py_node *left = py_child(tree, c, PY_F_LEFT);
        struct py_node *right = py_child(tree, c, PY_F_RIGHT);
        if (left)
            py_bind_target(scopes, left, NULL);
        if (right && right != source)
            visit(scopes, right);
    }
    py_scope_leave(scopes);
}

static void visit_alternative(struct py_scopes *scopes, struct py_node *node)
{
    scopes->alternative++;
    visit_targets(scopes, node, PY_F_ALIAS);
    scopes->alternative--;
}

static void visit_yield(struct py_scopes *scopes, struct py_node *node)
{
    scopes->unit->functions[scopes->current->function].is_generator =
        scopes->current->function != 0;
    visit_children(scopes, node);
}

static void visit_definition(struct py_scopes *scopes, struct py_node *node)
{
    struct py_node *body = py_child(scopes->tree, node, PY_F_BODY);
    unsigned alternative = scopes->alternative;
    if (node->kind == PY_CLASS_DEFINITION)
        py_bind_class(scopes, node);
    else
        py_bind_function(scopes, node);
    scopes->alternative = 0;
    if (body)
        visit(scopes, body);
    scopes->alternative = alternative;
    py_scope_leave(scopes);
}

static void visit_decorated(struct py_scopes *scopes, struct py_node *node)
{
    for (struct py_node *c = py_first(scopes->tree, node); c; c = py_next(scopes->tree, c)) {
        scopes->decorated = c->field == PY_F_DEFINITION ? node : NULL;
        visit(scopes, c);
    }
    scopes->decorated = NULL;
}

static void visit_statement(struct py_scopes *scopes, struct py_node *node)
{
    switch (node->kind) {
    case PY_IMPORT_STATEMENT: case PY_IMPORT_FROM_STATEMENT: case PY_FUTURE_IMPORT_STATEMENT:
        py_bind_import(scopes, node);
        break;
    case PY_GLOBAL_STATEMENT: case PY_NONLOCAL_STATEMENT:
        visit_global(scopes, node);
        break;
    case PY_DELETE_STATEMENT:
        visit_delete(scopes, node);
        break;
    case PY_EXCEPT_CLAUSE: case PY_EXCEPT_GROUP_CLAUSE: case PY_ELIF_CLAUSE: case PY_ELSE_CLAUSE:
        visit_alternative(scopes, node);
        break;
    case PY_CASE_CLAUSE:
        for (struct py_node *c = py_first(scopes->tree, node); c; c = py_next(scopes->tree, c)) {
            if (c->kind == PY_CASE_PATTERN)
                py_bind_pattern(scopes, c);
            else
                visit(scopes, c);
        }
        break;
    default:
        visit_children(scopes, node);
    }
}

static void visit(struct py_scopes *scopes, struct py_node *node)
{
    switch (node->kind) {
    case PY_IDENTIFIER: case PY_TYPE:
        break;
    case PY_BINARY_OPERATOR: case PY_BOOLEAN_OPERATOR:
        visit_operator(scopes, node);
        break;
    case PY_ASSIGNMENT:
        visit_assignment(scopes, node);
        break;
    case PY_AUGMENTED_ASSIGNMENT: case PY_FOR_STATEMENT: case PY_TYPE_ALIAS_STATEMENT:
        visit_targets(scopes, node, PY_F_LEFT);
        break;
    case PY_AS_PATTERN:
        visit_targets(scopes, node, PY_F_ALIAS);
        break;
    case PY_NAMED_EXPRESSION:
        visit_named_expression(scopes, node);
        break;
    case PY_LIST_COMPREHENSION: case PY_SET_COMPREHENSION: case PY_DICTIONARY_COMPREHENSION:
    case PY_GENERATOR_EXPRESSION:
        visit_comprehension(scopes, node);
        break;
    case PY_FUNCTION_DEFINITION: case PY_LAMBDA: case PY_CLASS_DEFINITION:
        visit_definition(scopes, node);
        break;
    case PY_YIELD:
        visit_yield(scopes, node);
        break;
    case PY_DECORATED_DEFINITION:
        visit_decorated(scopes, node);
        break;
    default:
        visit_statement(scopes, node);
    }
}

void py_bind_visit(struct py_scopes *scopes, struct py_node *node)
{
    visit(scopes, node);
}

void py_bind(struct py_scopes *scopes)
{
    struct py_tree *tree = scopes->tree;
    scopes->names = ARENA_ARRAY(scopes->arena, struct py_name, tree->name_count);
    for (size_t i = 0; i < tree->name_count; i++) {
        scopes->names[i].text = tree->names[i];
        scopes->names[i].builtin = py_builtin(tree->names[i]);
    }
    py_bind_module(scopes, &tree->nodes[0]);
    visit_children(scopes, &tree->nodes[0]);
    py_scope_leave(scopes);
}
