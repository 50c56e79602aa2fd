/* Model files that are wrong: each mistake is reported at its line and column. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "model.h"
#include "str.h"

static struct diags diags;
static struct arena arena;

static void release(void)
{
    diag_release(&diags);
    arena_release(&arena);
}

TestSuite(mistakes, .fini = release);

static const char *written(const char *text)
{
    char path[] = "/tmp/test_model.XXXXXX";
    int descriptor = mkstemp(path);
    cr_assert_geq(descriptor, 0);
    cr_assert_eq(write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
    close(descriptor);
    return arena_strdup(&arena, path);
}

/* Adds a file of this text to the models of the tree, as a user would. */
static int add(struct model *model, const char *text)
{
    const char *path = written(text);
    int status = model_add_file(model, path, &diags);
    unlink(path);
    return status;
}

#define HEAD "library: mine\nlanguage: c\nurl: https://example.org/mine\n"

Test(mistakes, have_a_place)
{
    static const struct {
        const char *text, *complaint;
        size_t line;
    } rows[] = {
        {"library: mine\nlanguage: c\neffects: [{functions: f, pure: true}]\n", "no 'url'", 3},
        {"library: mine\nlanguage: c\nurl: me\neffects: [{functions: f, pure: true}]\n",
         "'url' is not an address", 4},
        {"library: mine\nlanguage: rust\nurl: https://example.org\n", "'rust' is not one of", 2},
        {"language: c\n", "key 'library' is missing", 1},
        {HEAD "colour: red\n", "unknown key 'colour'", 4},
        {HEAD "effects:\n  - {functions: [f]}\n", "say 'pure: true' or what", 5},
        {HEAD "effects:\n  - {functions: [f], pure: true, reads: 0}\n", "'pure' functions", 5},
        {HEAD "effects:\n  - {functions: [f], reads: x}\n", "'x' is not an argument", 5},
        {HEAD "effects:\n  - {functions: [f], reads: 3..1}\n", "'3..1' is not an argument", 5},
        {HEAD "effects:\n  - {functions: [f], reads: 40}\n", "'40' is not an argument", 5},
        {HEAD "effects:\n  - {functions: [f, g], does: io}\n  - {functions: [g], does: io}\n",
         "'g' is already listed under effects", 6},
        {HEAD "effects:\n  - {functions: [memcpy], does: io}\n", "'memcpy' is already known", 5},
        {HEAD "clocks:\n  - {functions: [f], kind: slow}\n", "'slow' is not one of", 5},
        {HEAD "clocks:\n  - {functions: [f], kind: wall, out: left}\n", "'out' is the number", 5},
        {HEAD "clocks:\n  - {functions: [f], kind: wall, argument: [A]}\n",
         "only with an 'argument'", 0},
        {HEAD "clocks:\n  - {functions: [f], kind: wall}\n"
              "  - {functions: [f], kind: cpu, argument: [A, A]}\n",
         "'f' is already listed under clocks for A", 6},
        {HEAD "lazy:\n  - kind: none\n    produce: [{functions: f, handle: 0}]\n",
         "unknown kind 'none'", 5},
        {HEAD "lazy:\n  - {kind: k, noun: n}\n", "needs 'noun', 'deferred' and 'mend'", 5},
        {HEAD "lazy:\n  - {kind: stdio-stream, noun: n, deferred: d, mend: m}\n",
         "kind 'stdio-stream' is already defined", 5},
        {HEAD "lazy:\n  - {kind: k, noun: n, deferred: d, mend: 100%d}\n", "may contain %s", 5},
        {HEAD "lazy:\n  - {kind: k, noun: n, deferred: d, mend: m, until: \"4.1\"}\n",
         "'4.1' is not a Python version", 5},
        {HEAD "lazy:\n  - kind: stdio-stream\n    produce: [{functions: f, handle: left}]\n",
         "not 'left'", 6},
        {HEAD "lazy:\n  - kind: stdio-stream\n    produce: [{functions: f, handle: \"keyword \"}]\n",
         "not 'keyword '", 6},
        {HEAD "lazy:\n  - kind: stdio-stream\n    produce: [{functions: f, handle: 0, if: x}]\n",
         "'if' is ARGUMENT=CONSTANT", 6},
        {HEAD "lazy:\n  - kind: stdio-stream\n    produce:\n      - {functions: f, handle: 0}\n"
              "    realize:\n      - {functions: f, handle: 0}\n",
         "'f' is already listed for kind 'stdio-stream'", 9},
        {HEAD "times:\n  - {functions: f, callable: result}\n", "'callable' is the number", 5},
        {HEAD "categories:\n  sort: [f, f]\n", "'f' is already listed in this category", 5},
        {HEAD "categories:\n  sorting: [f]\n", "unknown key 'sorting'", 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diags none = {0};
        struct model *model = model_load(SOURCE_DIR "/rules/models", &none);
        cr_expect_eq(add(model, rows[i].text), -1, "row %zu", i);
        cr_assert_gt(diags.list.count, 0, "row %zu: no complaint", i);
        const struct diag *diag = &diags.list.items[0];
        cr_expect(strstr(diag->text, rows[i].complaint), "row %zu: %s", i, diag->text);
        cr_expect_eq(diag->line, rows[i].line, "row %zu: line %zu", i, diag->line);
        cr_expect(diag->column > 0 || rows[i].line == 0, "row %zu", i);
        model_free(model);
        diag_release(&none);
        diag_release(&diags);
        diags = (struct diags){0};
    }
}

Test(mistakes, do_not_stop_a_users_file_that_is_right)
{
    struct model *model = model_load(SOURCE_DIR "/rules/models", &diags);
    cr_assert_eq(add(model, HEAD "clocks:\n  - {functions: [my_ticks], kind: cycles}\n"
                                 "lazy:\n  - kind: stdio-stream\n    produce:\n"
                                 "      - {functions: [my_put], handle: 1}\n"), 0);
    cr_expect_eq(model_clock(model, MODEL_C, "my_ticks", NULL)->clock, CLOCK_CYCLES);
    cr_expect_eq(model_api(model, MODEL_C, "my_put")->lazy[0].role, LAZY_PRODUCE);
    cr_expect(model_clock(model, MODEL_C, "clock_gettime", "CLOCK_REALTIME"), "the rest is there");
    model_free(model);
}

Test(mistakes, are_not_made_by_a_file_that_extends)
{
    struct model *model = model_load(SOURCE_DIR "/rules/models", &diags);
    cr_assert_eq(
        add(model, HEAD "extend: true\neffects:\n  - {functions: [memcpy], does: io}\n"), 0);
    cr_expect_eq(model_api(model, MODEL_C, "memcpy")->effects, EFFECT_IO);
    model_free(model);
}

Test(mistakes, include_folders_that_are_not_there)
{
    cr_assert_null(model_load("/nonexistent", &diags));
    cr_assert_eq(diags.errors, 1);
}

Test(mistakes, include_files_that_are_not_there)
{
    struct model *model = model_load(SOURCE_DIR "/rules/models", &diags);
    cr_assert_eq(model_add_file(model, "/nonexistent.yaml", &diags), -1);
    cr_assert_eq(diags.errors, 1);
    model_free(model);
}
