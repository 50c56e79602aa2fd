#include "py_scope.h"

#include <stdlib.h>
#include <string.h>

#include "py_builtins.h"

void py_scopes_start(struct py_scopes *scopes, struct ir_unit *unit, struct arena *arena,
                     struct py_tree *tree)
{
    *scopes = (struct py_scopes){.unit = unit, .arena = arena, .tree = tree};
    scopes->members = map_new();
    scopes->types = map_new();
}

void py_scopes_release(struct py_scopes *scopes)
{
    map_free(scopes->members);
    map_free(scopes->types);
}

struct py_scope *py_scope_new(struct py_scopes *scopes, enum py_scope_kind kind,
                              struct py_node *node, ir_id function, const char *qualifier)
{
    struct py_scope *scope = ARENA_NEW(scopes->arena, struct py_scope);
    scope->kind = kind;
    scope->parent = scopes->current;
    scope->depth = scopes->current ? scopes->current->depth + 1 : 0;
    scope->function = function;
    scope->qualifier = qualifier;
    *VEC_ADD(scopes->arena, &scopes->list) = scope;
    node->extra = (uint32_t)scopes->list.count;
    return scope;
}

struct py_scope *py_scope_of(const struct py_scopes *scopes, const struct py_node *node)
{
    return node->extra ? scopes->list.items[node->extra - 1] : NULL;
}

static void push_symbol(struct py_symbol *symbol)
{
    symbol->below = symbol->name->top;
    symbol->name->top = symbol;
}

void py_scope_enter(struct py_scopes *scopes, struct py_scope *scope)
{
    scope->entered_from = scopes->current;
    scopes->current = scope;
    for (size_t i = 0; i < scope->symbols.count; i++)
        push_symbol(scope->symbols.items[i]);
}

void py_scope_leave(struct py_scopes *scopes)
{
    struct py_scope *scope = scopes->current;
    for (size_t i = 0; i < scope->symbols.count; i++)
        scope->symbols.items[i]->name->top = scope->symbols.items[i]->below;
    scopes->current = scope->entered_from;
}

/* Puts a new symbol where it belongs in the chain: inner scopes may be open above `scope`. */
static struct py_symbol *symbol_add(struct py_scopes *scopes, struct py_scope *scope,
                                    struct py_name *name)
{
    struct py_symbol *symbol = ARENA_NEW(scopes->arena, struct py_symbol);
    symbol->name = name;
    symbol->scope = scope;
    symbol->variable = IR_NONE;
    *VEC_ADD(scopes->arena, &scope->symbols) = symbol;
    struct py_symbol **link = &name->top;
    while (*link && (*link)->scope->depth > scope->depth)
        link = &(*link)->below;
    symbol->below = *link;
    *link = symbol;
    return symbol;
}

struct py_symbol *py_symbol_in(struct py_scopes *scopes, struct py_scope *scope,
                               struct py_name *name)
{
    for (struct py_symbol *symbol = name->top; symbol; symbol = symbol->below)
        if (symbol->scope == scope)
            return symbol;
    return symbol_add(scopes, scope, name);
}

struct py_symbol *py_symbol_here(struct py_scopes *scopes, struct py_name *name)
{
    return py_symbol_in(scopes, scopes->current, name);
}

struct py_symbol *py_symbol_find(const struct py_scope *from, const struct py_name *name)
{
    for (struct py_symbol *symbol = name->top; symbol; symbol = symbol->below) {
        const struct py_scope *scope = symbol->scope;
        if (scope->depth > from->depth || (scope->kind == PY_SCOPE_CLASS && scope != from))
            continue;
        return symbol->shared ? symbol->shared : symbol;
    }
    return NULL;
}

struct py_binding *py_binding_add(struct py_scopes *scopes, struct py_symbol *symbol,
                                  enum py_binding_kind kind, const struct py_node *node)
{
    struct py_binding *binding = ARENA_NEW(scopes->arena, struct py_binding);
    if (symbol->shared)
        symbol = symbol->shared;
    binding->kind = kind;
    binding->alternative = scopes->alternative > 0;
    binding->node = node;
    binding->function = IR_NONE;
    if (symbol->last_binding)
        symbol->last_binding->next = binding;
    else
        symbol->bindings = binding;
    symbol->last_binding = binding;
    return binding;
}

/* The key of a member; the text in `key` is cut when it is too long to be anybody's method. */
enum { MEMBER_KEY_MAX = 256 };

static void member_key(char key[MEMBER_KEY_MAX], const struct py_class *class, const char *name)
{
    snprintf(key, MEMBER_KEY_MAX, "%u.%s", class->number, name);
}

void py_member_add(struct py_scopes *scopes, const struct py_class *class, const char *name,
                   struct py_binding *binding)
{
    char key[MEMBER_KEY_MAX];
    member_key(key, class, name);
    map_put(scopes->members, key, binding);
}

struct py_binding *py_member(const struct py_scopes *scopes, const struct py_class *class,
                             const char *name)
{
    char key[MEMBER_KEY_MAX];
    member_key(key, class, name);
    return map_get(scopes->members, key);
}

static int compare_builtin(const void *name, const void *row)
{
    return strcmp(name, *(const char *const *)row + strlen("builtins."));
}

const char *py_builtin(const char *name)
{
    const char *const *row =
        bsearch(name, py_builtin_names, sizeof py_builtin_names / sizeof *py_builtin_names,
                sizeof *py_builtin_names, compare_builtin);
    return row ? *row : NULL;
}
