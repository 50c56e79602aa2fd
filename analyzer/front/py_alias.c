/* What a name means that is bound to an expression: x = time.time, and the ways to say "the better
 * clock, where there is one": x = a if c else b, x = getattr(m, "a", b), x = a or b. */
#include <string.h>

#include "py_scope.h"

static const struct py_meaning nothing = {.kind = PY_IS_UNKNOWN, .function = IR_NONE};

static bool is_fixed(const struct py_meaning *meaning)
{
    return meaning->kind == PY_IS_PATH || meaning->kind == PY_IS_FUNCTION ||
           meaning->kind == PY_IS_CLASS;
}

/* a if c else b: the first, when both are fixed. */
static struct py_meaning conditional(struct py_scopes *scopes, const struct py_node *node)
{
    const struct py_node *yes = py_first(scopes->tree, node);
    const struct py_node *condition = yes ? py_next(scopes->tree, yes) : NULL;
    const struct py_node *no = condition ? py_next(scopes->tree, condition) : NULL;
    if (!no)
        return nothing;
    struct py_meaning first = py_alias_meaning(scopes, yes);
    struct py_meaning second = py_alias_meaning(scopes, no);
    return is_fixed(&first) && is_fixed(&second) ? first : nothing;
}

/* The text inside plain quotes; empty when the node is no such string. */
static struct slice quoted(const struct py_tree *tree, const struct py_node *node)
{
    struct slice text = py_text(tree, node);
    if (node->kind != PY_STRING || text.length < 3 || (text.at[0] != '\'' && text.at[0] != '"'))
        return (struct slice){"", 0};
    return (struct slice){text.at + 1, text.length - 2};
}

/* importlib.import_module("numpy") */
static struct py_meaning import_call(struct py_scopes *scopes, const struct py_node *callee,
                                     const struct py_node *name)
{
    struct py_meaning called = py_meaning_of(scopes, callee);
    struct slice text = quoted(scopes->tree, name);
    if (called.kind != PY_IS_PATH || strcmp(called.path, "importlib.import_module") != 0 ||
        !text.length)
        return nothing;
    called.path = arena_printf(scopes->unit->arena, "%.*s", (int)text.length, text.at);
    return called;
}

/* getattr(module, "name", other) */
static struct py_meaning attribute_call(struct py_scopes *scopes, const struct py_node *call)
{
    const struct py_tree *tree = scopes->tree;
    const struct py_node *callee = py_child(tree, call, PY_F_FUNCTION);
    const struct py_node *arguments = py_child(tree, call, PY_F_ARGUMENTS);
    const struct py_node *owner = arguments ? py_first(tree, arguments) : NULL;
    const struct py_node *name = owner ? py_next(tree, owner) : NULL;
    if (callee && owner && !name)
        return import_call(scopes, callee, owner);
    if (!callee || !name || callee->kind != PY_IDENTIFIER)
        return nothing;
    struct py_meaning called = py_meaning_of(scopes, callee);
    if (called.kind != PY_IS_PATH || strcmp(called.path, "builtins.getattr") != 0)
        return nothing;
    struct py_meaning meaning = py_meaning_of(scopes, owner);
    struct slice text = quoted(tree, name);
    if (meaning.kind != PY_IS_PATH || !text.length)
        return nothing;
    meaning.path = arena_printf(scopes->unit->arena, "%s.%.*s", meaning.path, (int)text.length,
                                text.at);
    return meaning;
}

struct py_meaning py_alias_meaning(struct py_scopes *scopes, const struct py_node *node)
{
    const struct py_node *inner = py_first(scopes->tree, node);
    switch (node->kind) {
    case PY_IDENTIFIER: case PY_ATTRIBUTE:
        return py_meaning_of(scopes, node);
    case PY_CONDITIONAL_EXPRESSION:
        return conditional(scopes, node);
    case PY_CALL:
        return attribute_call(scopes, node);
    case PY_PARENTHESIZED_EXPRESSION:
        return inner ? py_alias_meaning(scopes, inner) : nothing;
    case PY_BOOLEAN_OPERATOR: /* a chain of them leans to the left, as deep as it is long */
        return inner && inner->kind == PY_CALL ? attribute_call(scopes, inner) : nothing;
    default:
        return nothing;
    }
}
