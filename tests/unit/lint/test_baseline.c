#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "baseline.h"

static struct finding findings[3];
static struct file_result file;
static char path[] = "/tmp/baseline.XXXXXX";

static struct lint_result three(void)
{
    for (int i = 0; i < 3; i++) {
        findings[i] = (struct finding){.rule = i < 2 ? "BL202" : "BL203",
                                       .message = "m",
                                       .at = {"a.c", (uint32_t)i + 1, 1, 0, 0}};
    }
    file = (struct file_result){"a.c", "c", FILE_ANALYSED, NULL, 1, findings, 3};
    return (struct lint_result){&file, 1};
}

static void make_path(void)
{
    cr_assert_geq(mkstemp(path), 0);
}

static void remove_path(void)
{
    unlink(path);
}

TestSuite(baseline, .init = make_path, .fini = remove_path);

Test(baseline, what_was_there_is_not_told)
{
    struct lint_result result = three();
    struct err err = {0};

    cr_assert_eq(baseline_write(&result, path, &err), 0, "%s", err.text);
    findings[0].at.line = 77; /* moved */
    cr_assert_eq(baseline_filter(&result, path, &err), 0, "%s", err.text);
    cr_expect_eq(file.finding_count, 0);
}

Test(baseline, one_more_tells_all_of_that_rule)
{
    struct lint_result result = three();
    struct err err = {0};

    file.finding_count = 1; /* the baseline knows one BL202 */
    cr_assert_eq(baseline_write(&result, path, &err), 0);
    file.finding_count = 3;
    cr_assert_eq(baseline_filter(&result, path, &err), 0);
    cr_expect_eq(file.finding_count, 3);
}

Test(baseline, damaged_files_are_refused_with_their_place)
{
    static const char *const rows[] = {"", "{", "[]", "{\"files\":{}}",
                                       "{\"benchlint-baseline\":2,\"files\":{}}"};
    struct lint_result result = three();

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        FILE *stream = fopen(path, "w");
        struct err err = {0};

        fputs(rows[i], stream);
        fclose(stream);
        cr_expect_eq(baseline_filter(&result, path, &err), -1, "row %zu", i);
        cr_expect(strstr(err.text, path), "row %zu: %s", i, err.text);
    }
    cr_expect_eq(file.finding_count, 3);
}
