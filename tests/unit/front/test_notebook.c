/* Notebooks: what is wrong with them is said, and what is hostile does no harm. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "front.h"

static struct ir_unit *lower(const char *json, size_t length, struct arena *arena, struct err *err)
{
    return notebook_lower("n.ipynb", json, length, arena, err);
}

static void expect_source(const char *json, const char *source, size_t cells)
{
    struct arena arena = {0};
    struct err err = {0};
    struct ir_unit *unit = lower(json, strlen(json), &arena, &err);

    cr_assert(unit, "%s", err.text);
    cr_expect_str_eq(unit->source, source);
    cr_expect_eq(unit->cell_count, cells);
    cr_expect_eq(unit->gap_count, 0);
    cr_expect_null(ir_check(unit));
    map_free(unit->names);
    arena_release(&arena);
}

Test(notebook, code_cells_follow_each_other)
{
    expect_source("{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"x = 1\\n\", \"y = 2\"]},"
                  "{\"cell_type\": \"markdown\", \"source\": \"text\"},"
                  "{\"cell_type\": \"code\", \"source\": \"\"},"
                  "{\"cell_type\": \"code\", \"source\": \"%timeit -n1 x\\n\"}]}",
                  "x = 1\ny = 2\n\n%timeit -n1 x\n", 3);
}

Test(notebook, version_3_and_other_languages)
{
    expect_source("{\"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"input\": \"x\"}]}]}",
                  "x\n", 1);
    expect_source("{\"metadata\": {\"kernelspec\": {\"language\": \"R\"}},"
                  "\"cells\": [{\"cell_type\": \"code\", \"source\": \"x <- 1\"}]}",
                  "", 0);
}

Test(notebook, what_is_no_cell_is_passed_over)
{
    expect_source("{\"cells\": [1, null, {\"cell_type\": 3}, {\"cell_type\": \"code\"},"
                  "{\"cell_type\": \"code\", \"source\": [1, {}, \"x\"]}]}",
                  "\nx\n", 2);
    expect_source("{}", "", 0);
}

static void refuse(const char *json, size_t length)
{
    struct arena arena = {0};
    struct err err = {0};

    cr_expect_null(lower(json, length, &arena, &err));
    cr_expect(strstr(err.text, "not a notebook"));
    arena_release(&arena);
}

Test(notebook, what_is_no_notebook_is_refused)
{
    enum { DEPTH = 100000 };
    char *deep = malloc(DEPTH);

    cr_assert(deep);
    memset(deep, '[', DEPTH);
    refuse(deep, DEPTH);
    free(deep);
    refuse("[]", 2);
    refuse("", 0);
    refuse("{\"cells\": [", 11);
    refuse("{\"cells\": \"\\u0000\"}", 19);
}

Test(notebook, unclosed_magics_take_no_time, .timeout = 20)
{
    enum { LINES = 20000 };
    static const char line[] = "%timeit (\\n";
    struct arena arena = {0};
    struct err err = {0};
    struct strbuf json = {0};

    strbuf_puts(&json, "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"");
    for (int i = 0; i < LINES; i++)
        strbuf_puts(&json, line);
    strbuf_puts(&json, "\"}]}");
    struct ir_unit *unit = lower(strbuf_text(&json), json.length, &arena, &err);
    if (unit)
        map_free(unit->names);
    else
        cr_expect(err.text[0]);
    strbuf_release(&json);
    arena_release(&arena);
}
