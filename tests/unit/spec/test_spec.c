#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "result.h"
#include "spec.h"

/* Loads the text as a file in a folder that has a program bench.py. */
static int load(const char *text, struct spec *spec, struct arena *arena, struct diags *diags)
{
    char folder[] = "/tmp/test_spec-XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    char *path = arena_printf(arena, "%s/spec.yaml", folder);
    char *source = arena_printf(arena, "%s/bench.py", folder);
    FILE *file = fopen(source, "w");
    fclose(file);
    file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    int status = spec_load(path, spec, arena, diags);
    unlink(path);
    unlink(source);
    rmdir(folder);
    return status;
}

#define HEAD  "version: 1\nfixtures:\n  - name: a\n    source: bench.py\n"
#define SIZES "    sizes: {from: 1, to: 9}\n"

Test(spec, whole)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct spec spec;
    int status = load("version: 1\n"
                      "defaults: {rounds: 3, timeout: 10s, memory: 1GiB}\n"
                      "fixtures:\n"
                      "  - name: lazy\n"
                      "    source: bench.py\n"
                      "    command: [\"{python}\", \"{source}\", \"{n}\", \"{chunk}\"]\n"
                      "    matrix: {python: [python3, python3.12]}\n"
                      "    params: {chunk: 10000}\n"
                      "    sizes: {from: 1000, to: 300000, points: 24}\n"
                      "    claims: {touched: \"n * chunk\", stored: \"n * chunk\"}\n"
                      "    timeout: 5s\n"
                      "    expect:\n"
                      "      verdict: [cliff, unmaterialised]\n"
                      "      allow: [impossible]\n"
                      "      cliff: {at: 100000, tolerance: 0}\n"
                      "      scaling: \"n\"\n"
                      "  - name: listed\n"
                      "    source: bench.py\n"
                      "    sizes: [1, 2, 4, 8]\n",
                      &spec, &arena, &diags);
    diag_print(&diags, stderr);
    cr_assert_eq(status, 0);
    cr_assert_eq(spec.fixture_count, 2);
    const struct spec_fixture *lazy = &spec.fixtures[0], *listed = &spec.fixtures[1];
    cr_expect_str_eq(lazy->name, "lazy");
    cr_expect_eq(lazy->language, SPEC_PYTHON);
    cr_expect_eq(lazy->limits.rounds, 3);
    cr_expect_float_eq(lazy->limits.timeout, 5, 1e-9);
    cr_expect_eq(lazy->limits.memory, 1ULL << 30);
    cr_expect_eq(lazy->expect.verdicts, 1u << VERDICT_CLIFF | 1u << VERDICT_UNMATERIALISED);
    cr_expect_eq(lazy->expect.allow, 1u << VERDICT_IMPOSSIBLE);
    const struct expected_cliff *cliff = lazy->expect.cliffs.items;
    cr_assert_eq(lazy->expect.cliffs.count, 1);
    cr_expect_eq(cliff->at, 100000);
    cr_expect_eq(listed->sizes.list_count, 4);
    cr_expect_eq(listed->sizes.list[3], 8);
    cr_expect_float_eq(listed->limits.timeout, 10, 1e-9);
    cr_assert_eq(listed->command.count, 3, "derived from the language");
    cr_expect_str_eq(listed->command.items[0], "{python}");
    cr_expect_eq(listed->expect.mark.line, 0);
    diag_release(&diags);
    arena_release(&arena);
}

Test(spec, mistakes)
{
    static const struct {
        const char *text;
        size_t line, column;
        const char *says;
    } rows[] = {
        {"version: 2\nfixtures: []\n", 1, 10, NULL},
        {HEAD, 3, 5, "sizes"},
        {HEAD SIZES "    colour: red\n", 6, 5, "colour"},
        {HEAD SIZES "  - name: a\n    source: bench.py\n" SIZES, 6, 5, "taken"},
        {"version: 1\nfixtures:\n  - name: a\n" SIZES, 3, 5, "source or a command"},
        {"version: 1\nfixtures:\n  - {name: a, source: no.py, sizes: [1, 2]}\n", 3, 5, "no.py"},
        {HEAD SIZES "    command: [x, \"{chunk}\"]\n", 6, 18, "'{chunk}'"},
        {HEAD SIZES "    command: [\"{program}\"]\n", 6, 15, "not compiled"},
        {HEAD SIZES "    params: {n: 1}\n", 6, 14, "'n'"},
        {HEAD SIZES "    params: {a: [1, 2]}\n", 6, 14, "one value"},
        {HEAD SIZES "    params: {a: 1}\n    matrix: {a: [1]}\n", 6, 14, "in matrix"},
        {HEAD SIZES "    matrix: {a: [1,2,3,4,5,6,7,8,9,10], b: [1,2,3,4,5,6,7,8,9,10],\n"
                    "      c: [1,2,3,4,5,6,7,8,9,10], d: [1, 2]}\n",
         6, 14, "1000"},
        {HEAD SIZES "    claims: {stored: \"n * \"}\n", 6, 26, "ends early"},
        {HEAD SIZES "    claims: {touched: n * size}\n", 6, 27, "'size'"},
        {HEAD "    sizes: {from: 9, to: 1}\n", 5, 12, "below"},
        {HEAD "    sizes: {from: 1}\n", 5, 12, "from and to"},
        {HEAD "    sizes: {from: 1, to: 9, step: 20}\n", 5, 12, "wider"},
        {HEAD "    sizes: [4, 2]\n", 5, 16, "ascend"},
        {HEAD "    sizes: [4]\n", 5, 12, "two"},
        {HEAD "    sizes: [1, x]\n", 5, 16, "'x'"},
        {HEAD "    sizes: {list: [1, 2], from: 1}\n", 5, 12, "needs no"},
        {HEAD SIZES "    expect: {verdict: steep}\n", 6, 23, "steep"},
        {HEAD SIZES "    expect: {verdict: flat, cliff: {at: 3}}\n", 6, 13, "'cliff'"},
        {HEAD SIZES "    expect: {verdict: inconclusive}\n", 6, 13, "allowed"},
        {HEAD SIZES "    expect: {scaling: n^9}\n", 6, 23, "n log n"},
        {HEAD SIZES "    timeout: 0s\n", 6, 14, NULL},
        {HEAD SIZES "    rounds: many\n", 6, 13, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct diags diags = {0};
        struct spec spec;
        cr_expect_eq(load(rows[i].text, &spec, &arena, &diags), -1, "row %zu", i);
        bool found = false;
        for (size_t k = 0; k < diags.list.count; k++) {
            const struct diag *diag = &diags.list.items[k];
            found |= diag->line == rows[i].line && diag->column == rows[i].column &&
                     (!rows[i].says || strstr(diag->text, rows[i].says));
        }
        cr_expect(found, "row %zu: %s", i, rows[i].text);
        if (!found)
            diag_print(&diags, stderr);
        diag_release(&diags);
        arena_release(&arena);
    }
}

Test(spec, all_mistakes_are_told)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct spec spec;
    cr_expect_eq(load(HEAD "    sizes: {from: 9, to: 1}\n    rounds: x\n    params: {n: 1}\n"
                           "    expect: {verdict: steep}\n",
                      &spec, &arena, &diags),
                 -1);
    cr_expect_eq(diags.errors, 4);
    diag_release(&diags);
    arena_release(&arena);
}

Test(spec, a_missing_file_is_told)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct spec spec;
    cr_expect_eq(spec_load("/nonexistent/spec.yaml", &spec, &arena, &diags), -1);
    cr_assert_eq(diags.list.count, 1);
    cr_expect_not_null(strstr(diags.list.items[0].text, "/nonexistent/spec.yaml"));
    diag_release(&diags);
    arena_release(&arena);
}

Test(spec, expand)
{
    static const struct variable variables[] = {{"n", "12"}, {"path", "/a b/{n}"}};
    static const struct {
        const char *text, *expanded;
    } rows[] = {
        {"{n}", "12"},     {"x={n},{n}", "x=12,12"}, {"{path}", "/a b/{n}"},   {"{}", "{}"},
        {"{n", "{n"},      {"{other}", "{other}"},   {"{'a': 1}", "{'a': 1}"}, {"", ""},
        {"{{n}}", "{12}"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_str_eq(spec_expand(rows[i].text, variables, 2, &arena), rows[i].expanded);
    arena_release(&arena);
}
