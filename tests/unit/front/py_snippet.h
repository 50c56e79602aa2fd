/* Python text, lowered and checked, with its dump: what the tests of the front end look at. */
#ifndef TESTS_PY_SNIPPET_H
#define TESTS_PY_SNIPPET_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "front.h"
#include "map.h"

struct snippet {
    struct arena arena;
    struct ir_unit *unit;
    struct err err;
    char *dump; /* of the whole unit */
    size_t dump_length;
};

/* The unit is NULL when the text was refused; `err` says why. */
static inline struct snippet snippet_bytes(const char *source, size_t length)
{
    struct snippet snippet = {.unit = NULL};
    snippet.unit = python_lower("t.py", source, length, &snippet.arena, &snippet.err);
    if (snippet.unit) {
        const char *wrong = ir_check(snippet.unit);
        cr_assert_null(wrong, "%s\nin:\n%.2000s", wrong, source);
    }
    return snippet;
}

static inline struct snippet snippet_of(const char *source)
{
    struct snippet snippet = snippet_bytes(source, strlen(source));
    cr_assert_not_null(snippet.unit, "%s", snippet.err.text);
    FILE *stream = open_memstream(&snippet.dump, &snippet.dump_length);
    ir_print(snippet.unit, stream);
    fclose(stream);
    return snippet;
}

static inline void snippet_release(struct snippet *snippet)
{
    if (snippet->unit)
        map_free(snippet->unit->names);
    arena_release(&snippet->arena);
    free(snippet->dump);
}

/* The function of that name, or NULL. */
static inline const struct ir_function *snippet_function(const struct snippet *snippet,
                                                         const char *name)
{
    for (size_t i = 0; i < snippet->unit->function_count; i++)
        if (!strcmp(snippet->unit->functions[i].name, name))
            return &snippet->unit->functions[i];
    return NULL;
}

/* Every line of `wanted` must be part of a line of the dump, in that order; a line that begins with
 * '~' must be in none. */
static inline void snippet_expect(const struct snippet *snippet, const char *source,
                                  const char *wanted)
{
    const char *at = snippet->dump;
    char line[200];
    while (*wanted) {
        size_t length = strcspn(wanted, "\n");
        cr_assert_lt(length, sizeof line);
        memcpy(line, wanted, length);
        line[length] = '\0';
        wanted += length + (wanted[length] == '\n');
        if (line[0] == '~') {
            cr_expect_null(strstr(snippet->dump, line + 1), "\"%s\" should not be in\n%s\n%s",
                           line + 1, source, snippet->dump);
            continue;
        }
        const char *found = strstr(at, line);
        cr_expect_not_null(found, "\"%s\" is not (further) in\n%s\n%s", line, source,
                           snippet->dump);
        at = found ? found + length : at;
    }
}

struct snippet_row {
    const char *source, *wanted;
};

static inline void snippet_rows(const struct snippet_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct snippet snippet = snippet_of(rows[i].source);
        snippet_expect(&snippet, rows[i].source, rows[i].wanted);
        snippet_release(&snippet);
    }
}

#define SNIPPET_ROWS(...)                                                 \
    do {                                                                  \
        static const struct snippet_row rows[] = {__VA_ARGS__};           \
        snippet_rows(rows, sizeof rows / sizeof *rows);                   \
    } while (0)

#endif
