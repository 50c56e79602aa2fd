/* What a name means at a place: resolved through scopes, imports and aliases, as Python does.
 *
 * One answer per symbol: a name that is bound in several ways (an import and its fallback) means
 * the first of them, handlers and else branches last; a name that is ever bound to something
 * computed is a variable. */
#include <string.h>

#include "py_scope.h"

/* Chains of aliases and base classes that are followed: what real code has, several times over. */
enum { ALIAS_DEPTH_MAX = 16, BASE_DEPTH_MAX = 16 };

static const struct py_meaning nothing = {.kind = PY_IS_UNKNOWN, .function = IR_NONE};

static const char *dotted(struct py_scopes *scopes, const char *path, const char *name)
{
    char text[512];
    int length = snprintf(text, sizeof text, "%s.%s", path, name);
    if ((size_t)length < sizeof text)
        return map_intern(scopes->unit->names, text, (size_t)length);
    return arena_printf(scopes->unit->arena, "%s.%s", path, name);
}

static struct py_meaning path_meaning(const char *path)
{
    struct py_meaning meaning = nothing;
    meaning.kind = PY_IS_PATH;
    meaning.path = path;
    return meaning;
}

static struct py_meaning binding_meaning(struct py_scopes *scopes, struct py_symbol *symbol,
                                         const struct py_binding *binding)
{
    struct py_meaning meaning = nothing;
    switch (binding->kind) {
    case PY_BIND_IMPORT:
        meaning = path_meaning(binding->path);
        break;
    case PY_BIND_FUNCTION:
        meaning.kind = PY_IS_FUNCTION;
        meaning.function = binding->function;
        meaning.path = scopes->unit->functions[binding->function].name;
        break;
    case PY_BIND_CLASS:
        meaning.kind = PY_IS_CLASS;
        meaning.class = binding->class;
        meaning.path = binding->class->name;
        meaning.function = py_class_method(scopes, binding->class, "__init__", false);
        break;
    case PY_BIND_VALUE: {
        struct py_scope *here = scopes->current;
        scopes->current = symbol->scope;
        meaning = py_alias_meaning(scopes, binding->node);
        scopes->current = here;
        if (meaning.kind == PY_IS_VARIABLE)
            meaning = nothing;
        break;
    }
    default:
        break;
    }
    meaning.symbol = symbol;
    return meaning;
}

/* The meaning by the bindings of one sort; PY_IS_VARIABLE as soon as one of them is computed,
 * PY_IS_UNKNOWN when there is none. */
static struct py_meaning choose(struct py_scopes *scopes, struct py_symbol *symbol,
                                bool alternative)
{
    struct py_meaning chosen = nothing;
    for (const struct py_binding *b = symbol->bindings; b; b = b->next) {
        if (b->alternative != alternative || b->kind == PY_BIND_PLACEHOLDER)
            continue;
        struct py_meaning meaning = binding_meaning(scopes, symbol, b);
        if (meaning.kind == PY_IS_UNKNOWN) {
            meaning.kind = PY_IS_VARIABLE;
            return meaning;
        }
        bool redefined = b->kind == PY_BIND_FUNCTION || b->kind == PY_BIND_CLASS;
        if (chosen.kind == PY_IS_UNKNOWN || redefined)
            chosen = meaning;
    }
    return chosen;
}

static struct py_meaning work_out(struct py_scopes *scopes, struct py_symbol *symbol)
{
    struct py_meaning meaning = choose(scopes, symbol, false);
    if (meaning.kind == PY_IS_UNKNOWN)
        meaning = choose(scopes, symbol, true);
    if (meaning.kind == PY_IS_UNKNOWN) {
        meaning.kind = PY_IS_VARIABLE;
        meaning.symbol = symbol;
    }
    return meaning;
}

/* In the scope that defines a function several times, a name means the definition before it. */
static void choose_definition(struct py_scopes *scopes, const struct py_node *use,
                              struct py_meaning *meaning)
{
    struct py_symbol *symbol = meaning->symbol;
    if (meaning->kind != PY_IS_FUNCTION || !use || symbol->scope != scopes->current ||
        symbol->bindings == symbol->last_binding)
        return;
    const struct py_binding *b = symbol->latest;
    if (!b || b->node->start > use->start)
        b = symbol->bindings;
    for (; b; b = b->next) {
        if (b->kind != PY_BIND_FUNCTION)
            continue;
        if (b->node->start > use->start)
            break;
        symbol->latest = b;
        meaning->function = b->function;
    }
}

static struct py_meaning symbol_meaning(struct py_scopes *scopes, struct py_symbol *symbol,
                                        const struct py_node *use)
{
    struct py_meaning meaning = nothing;
    if (!symbol->known) {
        meaning.kind = PY_IS_VARIABLE;
        meaning.symbol = symbol;
        if (symbol->resolving || scopes->alias_depth >= ALIAS_DEPTH_MAX)
            return meaning;
        symbol->resolving = true;
        scopes->alias_depth++;
        struct py_meaning *known = ARENA_NEW(scopes->arena, struct py_meaning);
        *known = work_out(scopes, symbol);
        symbol->known = known;
        scopes->alias_depth--;
        symbol->resolving = false;
    }
    meaning = *symbol->known;
    choose_definition(scopes, use, &meaning);
    return meaning;
}

static struct py_meaning name_meaning(struct py_scopes *scopes, const struct py_name *name,
                                      const struct py_node *use)
{
    struct py_symbol *symbol = py_symbol_find(scopes->current, name);
    if (symbol)
        return symbol_meaning(scopes, symbol, use);
    if (name->builtin)
        return path_meaning(name->builtin);
    if (scopes->star_count == 1 && strncmp(name->text, "__", 2) != 0)
        return path_meaning(dotted(scopes, scopes->star_module, name->text));
    return nothing;
}

static struct py_meaning member_meaning(struct py_scopes *scopes, struct py_meaning owner,
                                        const char *name)
{
    if (owner.kind == PY_IS_PATH)
        return path_meaning(dotted(scopes, owner.path, name));
    if (owner.kind != PY_IS_CLASS)
        return nothing;
    struct py_meaning meaning = nothing;
    struct py_binding *binding = py_member(scopes, owner.class, name);
    if (binding && binding->kind == PY_BIND_CLASS)
        return binding_meaning(scopes, owner.symbol, binding);
    meaning.function = py_class_method(scopes, owner.class, name, false);
    if (meaning.function == IR_NONE)
        return nothing;
    meaning.kind = PY_IS_FUNCTION;
    meaning.path = scopes->unit->functions[meaning.function].name;
    return meaning;
}

struct py_meaning py_meaning_of(struct py_scopes *scopes, const struct py_node *node)
{
    if (node->kind == PY_IDENTIFIER)
        return name_meaning(scopes, &scopes->names[node->extra], node);
    if (node->kind != PY_ATTRIBUTE)
        return nothing;
    const struct py_node *object = py_child(scopes->tree, node, PY_F_OBJECT);
    const struct py_node *attribute = py_child(scopes->tree, node, PY_F_ATTRIBUTE);
    if (!object || !attribute || attribute->kind != PY_IDENTIFIER)
        return nothing;
    return member_meaning(scopes, py_meaning_of(scopes, object),
                          py_name_of(scopes->tree, attribute));
}

static const struct py_name *name_of_text(const struct py_scopes *scopes, const char *text)
{
    uintptr_t number = (uintptr_t)map_get(scopes->tree->numbers, text);
    return number ? &scopes->names[number - 1] : NULL;
}

struct py_meaning py_meaning_of_text(struct py_scopes *scopes, struct slice text)
{
    struct py_meaning meaning = nothing;
    char part[128];
    bool first = true;
    for (size_t at = 0; at <= text.length; first = false) {
        const char *dot = memchr(text.at + at, '.', text.length - at);
        size_t length = dot ? (size_t)(dot - text.at) - at : text.length - at;
        if (length == 0 || length >= sizeof part)
            return nothing;
        memcpy(part, text.at + at, length);
        part[length] = '\0';
        const struct py_name *name = name_of_text(scopes, part);
        if (!first)
            meaning = member_meaning(scopes, meaning, part);
        else if (name)
            meaning = name_meaning(scopes, name, NULL);
        else if (py_builtin(part))
            meaning = path_meaning(py_builtin(part));
        if (meaning.kind == PY_IS_UNKNOWN)
            return nothing;
        at += length + 1;
    }
    return meaning;
}

static ir_id base_method(struct py_scopes *scopes, struct py_class *class, const char *name,
                         unsigned depth);

static ir_id method_of(struct py_scopes *scopes, struct py_class *class, const char *name,
                       unsigned depth)
{
    const struct py_binding *binding = py_member(scopes, class, name);
    if (binding && binding->kind == PY_BIND_FUNCTION)
        return binding->function;
    return base_method(scopes, class, name, depth);
}

static ir_id base_method(struct py_scopes *scopes, struct py_class *class, const char *name,
                         unsigned depth)
{
    const struct py_tree *tree = scopes->tree;
    const struct py_node *bases = py_child(tree, class->node, PY_F_SUPERCLASSES);
    struct py_scope *here = scopes->current;
    ir_id method = IR_NONE;
    if (!bases || depth >= BASE_DEPTH_MAX)
        return IR_NONE;
    scopes->current = class->scope->parent;
    for (const struct py_node *c = py_first(tree, bases); c && method == IR_NONE;
         c = py_next(tree, c)) {
        if (c->kind != PY_IDENTIFIER && c->kind != PY_ATTRIBUTE)
            continue;
        struct py_meaning base = py_meaning_of(scopes, c);
        if (base.kind == PY_IS_CLASS && base.class != class)
            method = method_of(scopes, base.class, name, depth + 1);
    }
    scopes->current = here;
    return method;
}

ir_id py_class_method(struct py_scopes *scopes, struct py_class *class, const char *name,
                      bool skip_own)
{
    return skip_own ? base_method(scopes, class, name, 0) : method_of(scopes, class, name, 0);
}
