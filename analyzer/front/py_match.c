/* match: what patterns bind, and the chain of cases. */
#include "py_bind.h"
#include "py_lower.h"

/* A bare name in a pattern captures; a dotted one compares. */
static struct py_node *capture_of(const struct py_tree *tree, const struct py_node *node)
{
    struct py_node *name = NULL;
    if (node->kind == PY_DOTTED_NAME)
        name = py_first(tree, node);
    return name && name->kind == PY_IDENTIFIER && !name->next ? name : NULL;
}

typedef void capture_use(void *context, const struct py_node *identifier);

/* Calls `use` for every name that the pattern binds. */
static void each_capture(const struct py_tree *tree, const struct py_node *node, capture_use *use,
                         void *context)
{
    const struct py_node *name = capture_of(tree, node);
    if (name) {
        use(context, name);
        return;
    }
    const struct py_node *child = py_first(tree, node);
    if (child && (node->kind == PY_CLASS_PATTERN || node->kind == PY_KEYWORD_PATTERN))
        child = py_next(tree, child); /* the class, the keyword */
    for (; child; child = py_next(tree, child)) {
        bool bound = child->kind == PY_IDENTIFIER &&
                     (node->kind == PY_AS_PATTERN || node->kind == PY_SPLAT_PATTERN);
        if (bound)
            use(context, child);
        else if (child->kind != PY_IDENTIFIER)
            each_capture(tree, child, use, context);
    }
}

static void bind_capture(void *context, const struct py_node *identifier)
{
    py_bind_name(context, identifier, PY_BIND_OTHER, NULL);
}

void py_bind_pattern(struct py_scopes *scopes, struct py_node *node)
{
    each_capture(scopes->tree, node, bind_capture, scopes);
}

struct matching {
    struct py *py;
    ir_id subject;
};

static void store_capture(void *context, const struct py_node *identifier)
{
    struct matching *matching = context;
    ir_id part = py_compute(matching->py, identifier->at, "match", &matching->subject, 1);
    py_assign_to(matching->py, identifier, part);
}

/* case _: and case name: match whatever comes. */
static bool is_irrefutable(const struct py *py, const struct py_node *clause)
{
    const struct py_node *pattern = py_child_of(py->tree, clause, PY_CASE_PATTERN);
    const struct py_node *inner = pattern ? py_first(py->tree, pattern) : NULL;
    const struct py_node *second = pattern ? py_next(py->tree, pattern) : NULL;
    if (!inner || inner->next || (second && second->kind == PY_CASE_PATTERN))
        return false;
    return inner->kind == PY_WILDCARD || capture_of(py->tree, inner);
}

static void case_clause(struct py *py, const struct py_node *clause, ir_id subject, ir_id after)
{
    struct matching matching = {py, subject};
    const struct py_node *guard = py_child(py->tree, clause, PY_F_GUARD);
    ir_id matched = py_block(py), next = py_block(py);
    if (is_irrefutable(py, clause))
        py_jump(py, clause->at, matched);
    else
        py_branch(py, clause->at, py_compute(py, clause->at, "match", &subject, 1), matched, next);
    py_set_block(py, matched);
    for (const struct py_node *c = py_first(py->tree, clause); c; c = py_next(py->tree, c))
        if (c->kind == PY_CASE_PATTERN)
            each_capture(py->tree, c, store_capture, &matching);
    if (guard) {
        ir_id allowed = py_block(py);
        ir_id value = py_expression_or_none(py, py_first(py->tree, guard), guard->at);
        py_branch(py, guard->at, value, allowed, next);
        py_set_block(py, allowed);
    }
    py_block_of(py, py_child(py->tree, clause, PY_F_CONSEQUENCE));
    py_jump(py, clause->at, after);
    py_set_block(py, next);
}

void py_match(struct py *py, const struct py_node *node)
{
    struct py_values subjects = {0};
    const struct py_node *body = py_child(py->tree, node, PY_F_BODY);
    ir_id after = py_block(py);
    for (const struct py_node *c = py_first(py->tree, node); c; c = py_next(py->tree, c))
        if (c->field == PY_F_SUBJECT)
            py_value_add(py, &subjects, py_expression(py, c));
    ir_id subject = subjects.count == 1
                        ? subjects.items[0]
                        : py_compute(py, node->at, "tuple", subjects.items, subjects.count);
    for (const struct py_node *c = body ? py_first(py->tree, body) : NULL; c;
         c = py_next(py->tree, c))
        if (c->kind == PY_CASE_CLAUSE && !py_is_full(py, c))
            case_clause(py, c, subject, after);
    py_jump(py, node->at, after);
    py_set_block(py, after);
}
