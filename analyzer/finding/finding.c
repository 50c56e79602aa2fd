/* Names, order and identity of findings. */
#include "finding.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "map.h"
#include "str.h"

const char *finding_level_name(enum finding_level level)
{
    static const char *const names[] = {
        [LEVEL_NOTE] = "note", [LEVEL_WARNING] = "warning", [LEVEL_ERROR] = "error"};

    return names[level];
}

const char *finding_confidence_name(enum finding_confidence confidence)
{
    static const char *const names[] = {
        [SURE_CERTAIN] = "certain", [SURE_LIKELY] = "likely", [SURE_POSSIBLE] = "possible"};

    return names[confidence];
}

const char *file_status_name(enum file_status status)
{
    static const char *const names[] = {[FILE_ANALYSED] = "analysed",
                                        [FILE_INCOMPLETE] = "incomplete",
                                        [FILE_FAILED] = "failed",
                                        [FILE_SKIPPED] = "skipped"};

    return names[status];
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

static int compare(const void *left, const void *right)
{
    const struct finding *a = left, *b = right;
    int order = strcmp(a->at.path, b->at.path);

    if (order == 0)
        order = compare_numbers(a->at.cell, b->at.cell);
    if (order == 0)
        order = compare_numbers(a->at.line, b->at.line);
    if (order == 0)
        order = compare_numbers(a->at.column, b->at.column);
    if (order == 0)
        order = strcmp(a->rule, b->rule);
    if (order == 0)
        order = strcmp(a->message, b->message);
    return order;
}

size_t finding_sort(struct finding *findings, size_t count)
{
    size_t kept = 0;

    if (count == 0)
        return 0;
    qsort(findings, count, sizeof *findings, compare);
    for (size_t i = 1; i < count; i++) {
        if (compare(&findings[kept], &findings[i]) != 0)
            findings[++kept] = findings[i];
    }
    return kept + 1;
}

/* Everything that says which finding this is, and nothing that changes when lines move. */
static void identity(const struct finding *finding, struct strbuf *text)
{
    strbuf_printf(text, "%s|%s|%s|", finding->rule, finding->at.path,
                  finding->function ? finding->function : "");
    for (const char *at = finding->source_line ? finding->source_line : ""; *at; at++) {
        if (!isspace((unsigned char)*at))
            strbuf_putc(text, *at);
    }
}

void finding_fingerprint(struct finding *findings, size_t count, struct arena *arena)
{
    struct map *twins = map_new(); /* identity -> its number so far */

    for (size_t i = 0; i < count; i++) {
        struct strbuf text = {0};
        unsigned *twin;

        identity(&findings[i], &text);
        twin = map_get(twins, strbuf_text(&text));
        if (!twin) {
            twin = ARENA_NEW(arena, unsigned);
            map_put(twins, strbuf_text(&text), twin);
        }
        findings[i].fingerprint =
            arena_printf(arena, "%016llx:%u",
                         (unsigned long long)XXH3_64bits(strbuf_text(&text), text.length),
                         ++*twin);
        strbuf_release(&text);
    }
    map_free(twins);
}
