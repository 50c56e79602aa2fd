/* Imports: what they bind, what is recorded of them, and the work that they do when they run. */
#include <string.h>

#include "py_bind.h"
#include "py_lower.h"

/* Packages stand no deeper in each other than this. */
enum { PARENTS_MAX = 16 };

static const char *join_name(struct py_scopes *scopes, const struct py_node *name)
{
    struct strbuf text = {0};
    for (const struct py_node *c = py_first(scopes->tree, name); c; c = py_next(scopes->tree, c)) {
        if (c->kind != PY_IDENTIFIER)
            continue;
        if (text.length)
            strbuf_putc(&text, '.');
        strbuf_puts(&text, py_name_of(scopes->tree, c));
    }
    const char *joined = map_intern(scopes->unit->names, strbuf_text(&text), text.length);
    strbuf_release(&text);
    return joined;
}

/* "numpy"; "__package__.sub.x" for a relative one, whose real name the file does not say; each dot
 * after the first is a "__parent__" behind the package. */
static const char *module_path(struct py_scopes *scopes, const struct py_node *module)
{
    if (module->kind != PY_RELATIVE_IMPORT)
        return join_name(scopes, module);
    const struct py_node *name = py_child_of(scopes->tree, module, PY_DOTTED_NAME);
    struct slice text = py_text(scopes->tree, module);
    struct arena *arena = scopes->unit->arena;
    const char *path = "__package__";
    for (size_t i = 1; i < text.length && i <= PARENTS_MAX && text.at[i] == '.'; i++)
        path = arena_printf(arena, "%s.__parent__", path);
    return name ? arena_printf(arena, "%s.%s", path, join_name(scopes, name)) : path;
}

static void record(struct py_scopes *scopes, const char *module, const char *name,
                   const char *local, struct ir_range at)
{
    *VEC_ADD(scopes->unit->arena, &scopes->imports) =
        (struct ir_import){.module = module, .name = name, .local = local, .at = at};
}

static void bind_path(struct py_scopes *scopes, const struct py_node *identifier,
                      const char *path)
{
    py_bind_name(scopes, identifier, PY_BIND_IMPORT, NULL)->last_binding->path = path;
}

/* The dotted name of `x.y` and `x.y as z`, and the z. */
static const struct py_node *split_alias(struct py_scopes *scopes, const struct py_node *item,
                                         const struct py_node **alias)
{
    *alias = NULL;
    if (item->kind != PY_ALIASED_IMPORT)
        return item;
    *alias = py_child(scopes->tree, item, PY_F_ALIAS);
    return py_child(scopes->tree, item, PY_F_NAME);
}

static void bind_module(struct py_scopes *scopes, const struct py_node *item)
{
    const struct py_node *alias;
    const struct py_node *name = split_alias(scopes, item, &alias);
    if (!name)
        return;
    const struct py_node *first = py_child_of(scopes->tree, name, PY_IDENTIFIER);
    const char *module = join_name(scopes, name);
    const struct py_node *local = alias ? alias : first;
    if (!local || local->kind != PY_IDENTIFIER)
        return;
    const char *text = py_name_of(scopes->tree, local);
    bind_path(scopes, local, alias ? module : text);
    record(scopes, module, NULL, text, item->at);
}

static void bind_member(struct py_scopes *scopes, const char *module, const struct py_node *item)
{
    const struct py_node *alias;
    const struct py_node *name = split_alias(scopes, item, &alias);
    const struct py_node *local = alias || !name ? alias
                                                 : py_child_of(scopes->tree, name, PY_IDENTIFIER);
    if (!name || !local || local->kind != PY_IDENTIFIER)
        return;
    const char *text = join_name(scopes, name);
    bind_path(scopes, local, arena_printf(scopes->unit->arena, "%s.%s", module, text));
    record(scopes, module, text, py_name_of(scopes->tree, local), item->at);
}

static void bind_star(struct py_scopes *scopes, const char *module, struct ir_range at)
{
    scopes->star_module = module;
    scopes->star_count++;
    record(scopes, module, "*", "*", at);
}

void py_bind_import(struct py_scopes *scopes, const struct py_node *node)
{
    const struct py_node *from = py_child(scopes->tree, node, PY_F_MODULE_NAME);
    const char *module = from ? module_path(scopes, from) : "__future__";
    for (const struct py_node *c = py_first(scopes->tree, node); c;
         c = py_next(scopes->tree, c)) {
        if (c->kind == PY_WILDCARD_IMPORT)
            bind_star(scopes, module, c->at);
        else if (c->field != PY_F_NAME)
            continue;
        else if (node->kind == PY_IMPORT_STATEMENT)
            bind_module(scopes, c);
        else
            bind_member(scopes, module, c);
    }
}

static void import_call(struct py *py, const char *module, struct ir_range at)
{
    ir_id name = py_constant(py, at, module);
    struct ir_op call = ir_new_op(IR_CALL, at);
    call.text = "builtins.__import__";
    call.flags = IR_IMPLICIT | IR_DISCARDED;
    call.args = &name;
    call.arg_count = 1;
    py_emit(py, &call);
}

void py_import(struct py *py, const struct py_node *node)
{
    struct py_scopes *scopes = &py->scopes;
    const struct py_node *from = py_child(scopes->tree, node, PY_F_MODULE_NAME);
    if (node->kind == PY_FUTURE_IMPORT_STATEMENT)
        return;
    if (from) {
        import_call(py, module_path(scopes, from), node->at);
        return;
    }
    for (const struct py_node *c = py_first(scopes->tree, node); c;
         c = py_next(scopes->tree, c)) {
        const struct py_node *alias;
        const struct py_node *name = c->field == PY_F_NAME ? split_alias(scopes, c, &alias) : NULL;
        if (name)
            import_call(py, join_name(scopes, name), c->at);
    }
}
