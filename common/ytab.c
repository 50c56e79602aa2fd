#include "ytab.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "map.h"
#include "str.h"
#include "ytab_internal.h"

static void fill_record(struct ytab_load *load, const struct ytab_node *node,
                        const struct ytab_field *fields, void *into);

void ytab_report_at(struct ytab_load *load, struct ytab_mark mark, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct strbuf text = {.maximum = 1000};
    strbuf_vprintf(&text, format, arguments);
    diag_add(load->diags, DIAG_ERROR, load->path, mark.line, mark.column, "%s", strbuf_text(&text));
    strbuf_release(&text);
    va_end(arguments);
}

void ytab_report(struct ytab_load *load, const struct ytab_node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct strbuf text = {.maximum = 1000};
    strbuf_vprintf(&text, format, arguments);
    ytab_report_at(load, node->mark, "%s", strbuf_text(&text));
    strbuf_release(&text);
    va_end(arguments);
}

/* Where one item may stand for a list of one, the items; *single holds that one. */
static size_t items_of(const struct ytab_node *node, struct ytab_node *const **items,
                       struct ytab_node **single)
{
    if (node->kind == YTAB_IS_LIST) {
        *items = node->children.items;
        return node->children.count;
    }
    *single = (struct ytab_node *)(uintptr_t)node;
    *items = single;
    return 1;
}

static void fill_strings(struct ytab_load *load, const struct ytab_node *node,
                         struct ytab_strings *into)
{
    struct ytab_node *const *items, *single;
    size_t count = items_of(node, &items, &single);
    *into = (struct ytab_strings){.items = ARENA_ARRAY(load->arena, const char *, count),
                                  .marks = ARENA_ARRAY(load->arena, struct ytab_mark, count)};
    for (size_t i = 0; i < count; i++) {
        const char *text = ytab_text(load, items[i]);
        if (!text)
            continue;
        into->items[into->count] = text;
        into->marks[into->count++] = items[i]->mark;
    }
}

static uint64_t flags_of(struct ytab_load *load, const struct ytab_node *node,
                         const struct ytab_field *field)
{
    struct ytab_node *const *items, *single;
    size_t count = items_of(node, &items, &single);
    uint64_t flags = 0;
    for (size_t i = 0; i < count; i++) {
        int choice = ytab_choice(load, items[i], field);
        if (choice >= 0)
            flags |= UINT64_C(1) << choice;
    }
    return flags;
}

static void fill_records(struct ytab_load *load, const struct ytab_node *node,
                         const struct ytab_field *field, struct ytab_records *into)
{
    struct ytab_node *const *items, *single;
    size_t count = items_of(node, &items, &single);
    into->items = arena_alloc(load->arena, count * field->size);
    into->count = count;
    for (size_t i = 0; i < count; i++)
        fill_record(load, items[i], field->fields, (char *)into->items + i * field->size);
}

static bool is_map(struct ytab_load *load, const struct ytab_node *node)
{
    if (node->kind == YTAB_IS_MAP)
        return true;
    bool nothing = node->kind == YTAB_IS_SCALAR && !*node->text;
    ytab_report(load, node, "expected a mapping, found %s",
                node->kind == YTAB_IS_LIST ? "a list"
                : nothing                  ? "nothing"
                                           : "a single value");
    return false;
}

static void fill_table(struct ytab_load *load, const struct ytab_node *node,
                       struct ytab_pairs *into)
{
    if (!is_map(load, node))
        return;
    struct map *seen = map_new();
    size_t count = node->children.count / 2;
    *into = (struct ytab_pairs){.items = ARENA_ARRAY(load->arena, struct ytab_pair, count)};
    for (size_t i = 0; i < count; i++) {
        struct ytab_node *key = node->children.items[2 * i];
        const struct ytab_node *before;
        if (key->kind != YTAB_IS_SCALAR) /* reported with the tree */
            continue;
        before = map_put(seen, key->text, key);
        if (before) {
            ytab_report(load, key, "key '%.40s' was already given on line %zu", key->text,
                        before->mark.line);
            continue;
        }
        struct ytab_pair *pair = &into->items[into->count++];
        pair->key = key->text;
        pair->mark = key->mark;
        fill_strings(load, node->children.items[2 * i + 1], &pair->values);
    }
    map_free(seen);
}

void ytab_fill(struct ytab_load *load, const struct ytab_node *node, const struct ytab_field *field,
               void *into)
{
    switch (field->type) {
    case YTAB_FLAGS:
        *(unsigned *)into = (unsigned)flags_of(load, node, field);
        break;
    case YTAB_MANY:
        *(uint64_t *)into = flags_of(load, node, field);
        break;
    case YTAB_STRINGS:
        fill_strings(load, node, into);
        break;
    case YTAB_RECORD:
        fill_record(load, node, field->fields, into);
        break;
    case YTAB_RECORDS:
        fill_records(load, node, field, into);
        break;
    case YTAB_TABLE:
        fill_table(load, node, into);
        break;
    case YTAB_CUSTOM:
        field->custom(load, node, into);
        break;
    default:
        ytab_value(load, node, field, into);
    }
}

static bool is_mark(const struct ytab_field *field)
{
    return strcmp(field->key, YTAB_MARK_KEY) == 0;
}

static const struct ytab_field *field_of(const struct ytab_field *fields, const char *key)
{
    for (; fields->key; fields++) {
        if (!is_mark(fields) && strcmp(fields->key, key) == 0)
            return fields;
    }
    return NULL;
}

static void report_unknown(struct ytab_load *load, const struct ytab_node *key,
                           const struct ytab_field *fields)
{
    for (; fields->key; fields++) {
        if (!is_mark(fields) && str_resembles(key->text, fields->key)) {
            ytab_report(load, key, "unknown key '%.40s' (did you mean '%s'?)", key->text,
                        fields->key);
            return;
        }
    }
    ytab_report(load, key, "unknown key '%.40s'", key->text);
}

static void fill_pair(struct ytab_load *load, const struct ytab_node *key,
                      const struct ytab_node *value, const struct ytab_field *fields,
                      struct ytab_mark *seen, void *into)
{
    if (key->kind != YTAB_IS_SCALAR) /* reported with the tree */
        return;
    const struct ytab_field *field = field_of(fields, key->text);
    if (!field) {
        if (strcmp(key->text, "<<") != 0) /* reported with the tree */
            report_unknown(load, key, fields);
        return;
    }
    struct ytab_mark *before = &seen[field - fields];
    if (before->line) {
        ytab_report(load, key, "key '%s' was already given on line %zu", key->text, before->line);
        return;
    }
    *before = key->mark;
    ytab_fill(load, value, field, (char *)into + field->offset);
}

static void fill_record(struct ytab_load *load, const struct ytab_node *node,
                        const struct ytab_field *fields, void *into)
{
    if (!is_map(load, node))
        return;
    size_t count = 0;
    for (; fields[count].key; count++) {
        if (is_mark(&fields[count]))
            *(struct ytab_mark *)(void *)((char *)into + fields[count].offset) = node->mark;
    }
    struct ytab_mark *seen = ARENA_ARRAY(&load->scratch, struct ytab_mark, count + 1);
    for (size_t i = 0; i + 1 < node->children.count; i += 2)
        fill_pair(load, node->children.items[i], node->children.items[i + 1], fields, seen, into);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].required && !seen[i].line)
            ytab_report(load, node, "key '%s' is missing", fields[i].key);
    }
}

/* Reads it, unless the pack in use holds just this file. */
static const struct ytab_node *tree_of_file(struct ytab_load *load)
{
    const struct ytab_node *root = ytab_packed_file(load, load->path);
    struct err err = {0};
    size_t length;
    char *text = root ? NULL : file_read(load->path, YTAB_BYTES_MAX, &length, &err);

    if (text) {
        root = ytab_packed(load, text, length);
        root = root ? root : ytab_tree(load, text, length);
    } else if (!root) {
        /* The message starts with the path, which the diagnostic says by itself. */
        size_t prefix = str_starts(err.text, load->path) ? strlen(load->path) + strlen(": ") : 0;
        diag_add(load->diags, DIAG_ERROR, load->path, 0, 0, "%s", err.text + prefix);
    }
    free(text);
    return root;
}

/* -1 when anything was reported. */
static int fill(struct ytab_load *load, const struct ytab_node *root, size_t errors_before,
                const struct ytab_field *fields, void *into)
{
    if (root)
        fill_record(load, root, fields, into);
    arena_release(&load->scratch);
    return load->diags->errors == errors_before ? 0 : -1;
}

int ytab_load_text(const char *path, const char *text, size_t length,
                   const struct ytab_field *fields, void *into, struct arena *arena,
                   struct diags *diags)
{
    size_t errors = diags->errors;
    struct ytab_load load = {.path = path, .arena = arena, .diags = diags};
    const struct ytab_node *root = ytab_packed(&load, text, length);
    return fill(&load, root ? root : ytab_tree(&load, text, length), errors, fields, into);
}

int ytab_load_file(const char *path, const struct ytab_field *fields, void *into,
                   struct arena *arena, struct diags *diags)
{
    size_t errors = diags->errors;
    struct ytab_load load = {.path = path, .arena = arena, .diags = diags};
    const struct ytab_node *root = tree_of_file(&load);
    return fill(&load, root, errors, fields, into);
}

enum ytab_kind ytab_kind(const struct ytab_node *node)
{
    return node->kind;
}

const char *ytab_scalar(const struct ytab_node *node)
{
    return node->kind == YTAB_IS_SCALAR ? node->text : NULL;
}

size_t ytab_length(const struct ytab_node *node)
{
    return node->children.count / (node->kind == YTAB_IS_MAP ? 2 : 1);
}

const struct ytab_node *ytab_item(struct ytab_load *load, const struct ytab_node *node, size_t i)
{
    (void)load;
    if (i >= ytab_length(node))
        bug("item %zu of %zu", i, ytab_length(node));
    return node->children.items[node->kind == YTAB_IS_MAP ? 2 * i + 1 : i];
}

struct ytab_mark ytab_mark(const struct ytab_node *node)
{
    return node->mark;
}
