/* Lowers every file of c_corpus/ and compares its IR with the .ir file beside it.  Those were read
 * before they were kept: after a change on purpose, write them anew with BENCHLINT_UPDATE=1 and
 * read the difference.  Other versions of clang may show the same source a little differently, so
 * only the one that wrote them is compared. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "front.h"

/* NULL for another version. */
static char *lower_and_print(const char *path)
{
    struct arena arena = {0};
    struct diags diags = {0};
    struct err err = {""};
    const char *flag = strstr(path, ".cc") ? "-std=gnu++20" : "-std=gnu17";
    struct front_options options = {.flags = (const char *const[]){flag, "-fopenmp"},
                                    .flag_count = 2};
    struct front *front = front_new(&options, &diags);
    size_t length, size = 0;
    char *source = file_read(path, 1 << 20, &length, &err), *text = NULL;
    FILE *stream = open_memstream(&text, &size);
    struct ir_unit *unit;
    const char *problem;

    cr_assert(source, "%s", err.text);
    unit = front_lower(front, front_kind_of(path, source, length), path, source, length, &arena,
                       &err);
    cr_assert(unit, "%s: %s", path, err.text);
    problem = ir_check(unit);
    cr_expect_null(problem, "%s: %s", path, problem);
    ir_print(unit, stream);
    fclose(stream);
    if (!str_starts(front_version(front), "libclang 19.")) {
        free(text);
        text = NULL;
    }
    map_free(unit->names);
    front_free(front);
    arena_release(&arena);
    free(source);
    return text;
}

static void compare(const char *path, const char *text)
{
    char *expected_path, *expected, *actual_path;
    struct err err = {""};
    size_t length;
    FILE *file;

    cr_assert(asprintf(&expected_path, "%s.ir", path) > 0);
    if (getenv("BENCHLINT_UPDATE")) {
        file = fopen(expected_path, "w");
        cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
    }
    expected = file_read(expected_path, 1 << 24, &length, &err);
    cr_assert(expected, "%s", err.text);
    if (strcmp(expected, text) != 0) {
        cr_assert(asprintf(&actual_path, "/tmp/%s.actual", strrchr(expected_path, '/') + 1) > 0);
        file = fopen(actual_path, "w");
        cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
        cr_expect(false, "the IR changed: diff -u %s %s", expected_path, actual_path);
        free(actual_path);
    }
    free(expected);
    free(expected_path);
}

Test(c_corpus, the_ir_is_as_expected, .timeout = 300)
{
    glob_t files;

    cr_assert_eq(glob("tests/unit/front/c_corpus/*.c", 0, NULL, &files), 0);
    cr_assert_eq(glob("tests/unit/front/c_corpus/*.cc", GLOB_APPEND, NULL, &files), 0);
    cr_assert_gt(files.gl_pathc, 10);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        char *text = lower_and_print(files.gl_pathv[i]);

        if (!text)
            cr_skip("written by libclang 19");
        compare(files.gl_pathv[i], text);
        free(text);
    }
    globfree(&files);
}
