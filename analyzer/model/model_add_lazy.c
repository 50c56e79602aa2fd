/* Kinds of lazy objects, and what calls do to them. */
#include <stdlib.h>
#include <string.h>

#include "model_internal.h"
#include "str.h"

static int python_minor(struct adding *adding, const struct lazy_row *row, const char *version)
{
    if (!version)
        return 0;
    char *end;
    long minor = str_starts(version, "3.") ? strtol(version + 2, &end, 10) : 0;
    if (minor <= 0 || minor > 99 || *end) {
        mistake(adding, row->mark, "'%.20s' is not a Python version such as \"3.12\"", version);
        return 0;
    }
    return (int)minor;
}

/* The mend is a format with the object's name for its only argument. */
static bool mend_is_safe(const char *mend)
{
    for (const char *at = mend; (at = strchr(at, '%')); at += 2) {
        if (at[1] != 's')
            return false;
    }
    return true;
}

static const char *const *terminated(struct adding *adding, const struct ytab_strings *strings)
{
    const char **copy = ARENA_ARRAY(&adding->model->arena, const char *, strings->count + 1);

    for (size_t i = 0; i < strings->count; i++)
        copy[i] = strings->items[i];
    return copy;
}

static void define_kind(struct adding *adding, const struct lazy_row *row)
{
    struct model *model = adding->model;
    if (!row->deferred || !row->mend) {
        mistake(adding, row->mark, "kind '%s' needs 'noun', 'deferred' and 'mend'", row->kind);
        return;
    }
    if (!mend_is_safe(row->mend))
        mistake(adding, row->mark, "'mend' may contain %%s for the object and no other %%");
    struct lazy_kind *kind = ARENA_NEW(&model->arena, struct lazy_kind);
    *kind = (struct lazy_kind){.name = row->kind,
                               .class_name = row->class_name,
                               .noun = row->noun,
                               .deferred = row->deferred,
                               .mend = row->mend,
                               .edits = row->edits.items,
                               .edit_count = row->edits.count,
                               .at_exit = row->at_exit,
                               .at_scope_end = row->at_scope_end,
                               .on_create = row->on_create,
                               .once = row->once,
                               .lasting = row->lasting,
                               .carried = row->carried,
                               .on_store = row->on_store,
                               .named_only = row->named_only,
                               .every = row->every,
                               .queue = row->queue,
                               .since = python_minor(adding, row, row->since),
                               .until = python_minor(adding, row, row->until),
                               .assumes = row->assumes,
                               .exempt = terminated(adding, &row->exempt),
                               .launchers = terminated(adding, &row->launchers),
                               .derived = row->derived,
                               .only_with = terminated(adding, &row->only_with),
                               .never_with = terminated(adding, &row->never_with),
                               .threshold = (uint64_t)row->threshold,
                               .url = adding->url};
    if ((row->every || row->queue) && !row->class_name)
        mistake(adding, row->mark, "'every' and 'queue' need the 'class' of the objects");
    if (map_get(model->kinds, row->kind))
        mistake(adding, row->mark, "kind '%s' is already defined", row->kind);
    else
        map_put(model->kinds, row->kind, kind);
    if (kind->queue)
        *VEC_ADD(&model->arena, &model->queues) = kind;
    else if (kind->every)
        *VEC_ADD(&model->arena, &model->every) = kind;
    adding->library->kinds++;
}

void add_kinds(struct adding *adding)
{
    const struct lazy_row *rows = adding->file->lazy.items;
    for (size_t i = 0; i < adding->file->lazy.count; i++) {
        adding_use_url(adding, rows[i].mark, rows[i].url);
        if (rows[i].noun)
            define_kind(adding, &rows[i]);
    }
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_call(const struct api_lazy *a, const struct api_lazy *b)
{
    return a->kind == b->kind && a->handle == b->handle && a->out == b->out &&
           same_text(a->handle_keyword, b->handle_keyword) &&
           same_text(a->handle_global, b->handle_global) && same_text(a->keyword, b->keyword) &&
           same_text(a->value, b->value);
}

/* Entries with a condition go before those without one. */
static void add_call(struct adding *adding, struct api_entry *entry, struct ytab_mark mark,
                     const struct api_lazy *lazy)
{
    for (size_t i = 0; i < entry->lazy.count; i++) {
        if (same_call(&entry->lazy.items[i], lazy)) {
            mistake(adding, mark, "'%s' is already listed for kind '%s' and this object",
                    entry->api.name, lazy->kind->name);
            return;
        }
    }
    size_t at = entry->lazy.count;
    (void)VEC_ADD(&adding->model->arena, &entry->lazy);
    for (; lazy->keyword && at > 0 && !entry->lazy.items[at - 1].keyword; at--)
        entry->lazy.items[at] = entry->lazy.items[at - 1];
    entry->lazy.items[at] = *lazy;
    entry->api.lazy = entry->lazy.items;
    entry->api.lazy_count = entry->lazy.count;
}

static void add_calls(struct adding *adding, const struct lazy_kind *kind, enum lazy_role role,
                      const struct call_row *row)
{
    struct api_lazy lazy = {.kind = kind, .role = role};
    if (!model_handle(row->handle, &lazy)) {
        mistake(adding, row->mark, "'handle' is 0 to 31, result, receiver, any, ambient, "
                                   "keyword NAME or global NAME, not '%.40s'", row->handle);
        return;
    }
    if (row->condition) {
        const char *equals = strchr(row->condition, '=');
        if (!equals || equals == row->condition) {
            mistake(adding, row->mark, "'if' is ARGUMENT=CONSTANT, not '%.40s'", row->condition);
            return;
        }
        lazy.keyword = arena_copy(&adding->model->arena, row->condition,
                                  (size_t)(equals - row->condition));
        lazy.value = equals + 1;
    }
    struct targets targets = adding_targets(adding, &row->functions);
    for (size_t t = 0; t < targets.count; t++)
        add_call(adding, targets.items[t].entry, targets.items[t].mark, &lazy);
}

static void add_lazy_row(struct adding *adding, const struct lazy_row *row)
{
    const struct lazy_kind *kind = map_get(adding->model->kinds, row->kind);
    if (!kind) {
        if (!row->noun) /* else its definition has been reported */
            mistake(adding, row->mark, "unknown kind '%s', and no 'noun' to define it", row->kind);
        return;
    }
    for (int role = LAZY_CREATE; role <= LAZY_USE; role++) {
        const struct call_row *calls = row->calls[role].items;
        for (size_t i = 0; i < row->calls[role].count; i++)
            add_calls(adding, kind, (enum lazy_role)role, &calls[i]);
    }
}

void add_lazy(struct adding *adding)
{
    const struct lazy_row *rows = adding->file->lazy.items;
    for (size_t i = 0; i < adding->file->lazy.count; i++) {
        adding->url = rows[i].url ? rows[i].url : adding->file->url;
        add_lazy_row(adding, &rows[i]);
    }
}
