#include <criterion/criterion.h>
#include <string.h>

#include "region.h"

static struct region_report read_text(const char *text, size_t step)
{
    struct region_reader reader = {0};
    for (size_t i = 0; i < strlen(text); i += step) {
        size_t left = strlen(text) - i;
        region_feed(&reader, text + i, left < step ? left : step);
    }
    region_finish(&reader);
    return reader.report;
}

Test(region, lines_are_added_up)
{
    static const char text[] = "100 90 1000 500 4096 1\n50 40 1 2 8192 2\n";
    for (size_t step = 1; step < sizeof text; step++) {
        struct region_report report = read_text(text, step);
        cr_expect_eq(report.regions, 2);
        cr_expect_eq(report.ignored, 0);
        cr_expect_eq(report.wall, 150);
        cr_expect_eq(report.cpu, 130);
        cr_expect_eq(report.touched, 1001);
        cr_expect_eq(report.stored, 502);
        cr_expect_eq(report.maxrss, 8192);
        cr_expect_eq(report.checksum, 3);
    }
}

Test(region, nonsense_is_counted_and_ignored)
{
    static const char *const lines[] = {
        "hello\n",
        "\n",
        "1 2 3 4 5\n",
        "1 2 3 4 5 6 7\n",
        "-1 2 3 4 5 6\n",
        "1  2 3 4 5 6\n",
        " 1 2 3 4 5 6\n",
        "1 2 3 4 5 6 \n",
        "1 2 3 4 5 6",
        "1.5 2 3 4 5 6\n",
        "99999999999999999999 2 3 4 5 6\n",
        "18446744073709551615 2 3 4 5 6\n",
        "1 2 18446744073709551615 4 5 6\n",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct region_report report = read_text(lines[i], 7);
        cr_expect_eq(report.regions, 0, "%s", lines[i]);
        cr_expect_eq(report.ignored, 1, "%s", lines[i]);
    }
}

Test(region, a_line_without_end_is_one_line)
{
    struct region_reader reader = {0};
    char block[4096];
    memset(block, '1', sizeof block);
    for (int i = 0; i < 1000; i++)
        region_feed(&reader, block, sizeof block);
    region_feed(&reader, "\n1 1 1 1 1 1\n", 13);
    cr_expect_eq(reader.report.ignored, 1);
    cr_expect_eq(reader.report.regions, 1);
}

Test(region, sums_do_not_wrap)
{
    struct region_report report = read_text("1 1 9223372036854775807 1 1 18446744073709551615\n"
                                            "1 1 9223372036854775807 1 1 0\n",
                                            64);
    cr_expect_eq(report.regions, 2);
    cr_expect_eq(report.touched, INT64_MAX);
    cr_expect_eq(report.checksum, UINT64_MAX);
}
