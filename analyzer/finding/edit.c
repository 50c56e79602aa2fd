#include "edit.h"

#include <stdlib.h>
#include <string.h>

#include "str.h"

struct change {
    size_t from, to; /* bytes of the text */
    const char *text;
    size_t finding; /* index in the set */
};

struct changes {
    struct change *items;
    size_t count;
};

struct line_index {
    size_t *starts;
    size_t count;
};

static struct line_index lines_of(const char *text, size_t length)
{
    struct line_index lines = {calloc(length + 2, sizeof(size_t)), 0};

    if (!lines.starts)
        die("out of memory");
    lines.starts[lines.count++] = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n')
            lines.starts[lines.count++] = i + 1;
    }
    lines.starts[lines.count] = length + 1;
    return lines;
}

/* SIZE_MAX for a place that the text does not have. */
static size_t offset_of(const struct line_index *lines, uint32_t line, uint32_t column)
{
    size_t start;

    if (line == 0 || line > lines->count || column == 0)
        return SIZE_MAX;
    start = lines->starts[line - 1];
    return start + column - 1 < lines->starts[line] ? start + column - 1 : SIZE_MAX;
}

static int by_place(const void *left, const void *right)
{
    const struct change *a = left, *b = right;

    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to < b->to ? -1 : 1;
    return strcmp(a->text, b->text);
}

/* All edits by place; *outside[i] says of a finding that it wants one where there is no text. */
static struct changes changes_of(const struct edit_set *set, const char *text, size_t length,
                                 bool *outside)
{
    struct line_index lines = lines_of(text, length);
    struct changes changes = {NULL, 0};
    size_t most = 1;

    for (size_t f = 0; f < set->findings.count; f++)
        most += set->findings.items[f]->edit_count;
    changes.items = calloc(most, sizeof *changes.items);
    if (!changes.items)
        die("out of memory");
    for (size_t f = 0; f < set->findings.count; f++) {
        const struct finding *finding = set->findings.items[f];

        for (size_t i = 0; i < finding->edit_count; i++) {
            const struct finding_edit *edit = &finding->edits[i];
            struct change change = {offset_of(&lines, edit->at.line, edit->at.column),
                                    offset_of(&lines, edit->at.end_line, edit->at.end_column),
                                    edit->text, f};

            if (change.from == SIZE_MAX || change.to == SIZE_MAX || change.to < change.from)
                outside[f] = true;
            else
                changes.items[changes.count++] = change;
        }
    }
    free(lines.starts);
    qsort(changes.items, changes.count, sizeof *changes.items, by_place);
    return changes;
}

static bool is_same(const struct change *a, const struct change *b)
{
    return a->from == b->from && a->to == b->to && strcmp(a->text, b->text) == 0;
}

static bool is_new_line(const struct change *change)
{
    size_t length = strlen(change->text);

    return change->from == change->to && length > 0 && change->text[length - 1] == '\n';
}

/* Two changes, a first: they touch the same bytes, or insert at one place.  Whole lines do not
 * disturb each other. */
static bool contradict(const struct change *a, const struct change *b)
{
    if (is_new_line(a) && is_new_line(b))
        return false;
    return !is_same(a, b) && (b->from < a->to || b->from == a->from);
}

size_t edit_drop_contradictions(struct edit_set *set, const char *text, size_t length)
{
    size_t count = set->findings.count, kept = 0;
    bool *bad = calloc(count + 1, sizeof *bad);
    struct changes changes;

    if (!bad)
        die("out of memory");
    changes = changes_of(set, text, length, bad);
    for (size_t i = 0; i < changes.count; i++) {
        const struct change *first = &changes.items[i];

        for (size_t k = i + 1; k < changes.count; k++) {
            const struct change *second = &changes.items[k];

            if (second->from > first->from && second->from >= first->to)
                break;
            if (second->finding != first->finding && contradict(first, second))
                bad[first->finding] = bad[second->finding] = true;
        }
    }
    for (size_t f = 0; f < count; f++) {
        if (!bad[f])
            set->findings.items[kept++] = set->findings.items[f];
    }
    set->findings.count = kept;
    free(changes.items);
    free(bad);
    return count - kept;
}

char *edit_apply(const struct edit_set *set, const char *text, size_t length, struct arena *arena,
                 size_t *new_length)
{
    bool *outside = calloc(set->findings.count + 1, sizeof *outside);
    struct changes changes;
    struct strbuf result = {0};
    size_t at = 0;
    char *copy;

    if (!outside)
        die("out of memory");
    changes = changes_of(set, text, length, outside);
    for (size_t i = 0; i < changes.count; i++) {
        const struct change *change = &changes.items[i];

        if (change->from < at || (i > 0 && is_same(change, &changes.items[i - 1])))
            continue;
        strbuf_add(&result, text + at, change->from - at);
        strbuf_puts(&result, change->text);
        at = change->to;
    }
    strbuf_add(&result, text + at, length - at);
    copy = arena_copy(arena, strbuf_text(&result), result.length);
    *new_length = result.length;
    strbuf_release(&result);
    free(changes.items);
    free(outside);
    return copy;
}
