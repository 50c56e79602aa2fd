#include <criterion/criterion.h>
#include <string.h>

#include "str.h"

Test(str, slices_compare_by_content)
{
    const char *text = "region_start";
    struct slice region = {text, 6};
    cr_expect(slice_is(region, "region"));
    cr_expect(!slice_is(region, "regio"));
    cr_expect(!slice_is(region, "region_"));
    cr_expect(slice_is(slice_of(""), ""));
    cr_expect(slice_is((struct slice){NULL, 0}, ""));
}

Test(str, prefixes_and_suffixes)
{
    cr_expect(str_starts("bench_sort.c", "bench_"));
    cr_expect(!str_starts("ben", "bench"));
    cr_expect(str_starts("x", ""));
    cr_expect(str_ends("bench_sort.c", ".c"));
    cr_expect(!str_ends("c", ".c"));
    cr_expect(str_ends("x", ""));
}

Test(str, misspellings_resemble_and_other_words_do_not)
{
    static const struct {
        const char *wrong, *right;
        bool resembles;
    } rows[] = {
        {"severty", "severity", true}, {"formt", "format", true},   {"timout", "timeout", true},
        {"sizes", "size", true},       {"json", "jobs", false},     {"rounds", "memory", false},
        {"ab", "abc", false},          {"name", "fixtures", false}, {"fixture", "fixtures", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(str_resembles(rows[i].wrong, rows[i].right), rows[i].resembles, "%s, %s",
                     rows[i].wrong, rows[i].right);
    char endless[5000];
    memset(endless, 'a', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    cr_expect(!str_resembles(endless, "name"));
    cr_expect(!str_resembles("name", endless));
}

Test(strbuf, grows_and_stays_terminated)
{
    struct strbuf buffer = {0};
    cr_expect_str_eq(strbuf_text(&buffer), "");
    for (int i = 0; i < 1000; i++)
        strbuf_printf(&buffer, "%03d,", i);
    cr_expect_eq(buffer.length, 4000);
    cr_expect_str_eq(buffer.text + 3992, "998,999,");
    strbuf_putc(&buffer, '!');
    strbuf_puts(&buffer, "?");
    cr_expect_str_eq(buffer.text + 3996, "999,!?");
    cr_expect(!buffer.truncated);
    strbuf_release(&buffer);
    cr_expect_str_eq(strbuf_text(&buffer), "");
}

Test(strbuf, stops_at_its_maximum_and_says_so)
{
    struct strbuf buffer = {.maximum = 10};
    strbuf_puts(&buffer, "12345678");
    cr_expect(!buffer.truncated);
    strbuf_printf(&buffer, "%s", "abcdef");
    cr_expect_str_eq(buffer.text, "12345678ab");
    cr_expect(buffer.truncated);
    strbuf_add(&buffer, "more", 4);
    cr_expect_str_eq(buffer.text, "12345678ab");
    strbuf_release(&buffer);
}

Test(strbuf, holds_any_byte)
{
    struct strbuf buffer = {0};
    strbuf_add(&buffer, "a\0b", 3);
    cr_expect_eq(buffer.length, 3);
    cr_expect_arr_eq(buffer.text, "a\0b", 4);
    strbuf_release(&buffer);
}
