/* String literals, byte by byte with their places. */
#include <criterion/criterion.h>
#include <string.h>

#include "embedded_string.h"

/* Reads the literal as it stands at 3:5 and compares text and the place of its last byte. */
static void expect(const char *literal, const char *wanted, uint32_t line, uint32_t column)
{
    struct arena arena = {0};
    struct string_value value;

    cr_assert(string_value_read(literal, 3, 5, &arena, &value), "%s is not read", literal);
    cr_assert_eq(value.count, strlen(wanted), "%s: %zu bytes", literal, value.count);
    for (size_t i = 0; i < value.count; i++)
        cr_expect_eq(value.items[i].byte, wanted[i], "%s: byte %zu", literal, i);
    if (value.count > 0) {
        const struct string_byte *last = &value.items[value.count - 1];
        cr_expect(last->line == line && last->column == column, "%s: ends at %u:%u", literal,
                  last->line, last->column);
    }
    arena_release(&arena);
}

static void refuse(const char *literal)
{
    struct arena arena = {0};
    struct string_value value;

    cr_expect_not(string_value_read(literal, 1, 1, &arena, &value), "%s is read", literal);
    arena_release(&arena);
}

Test(embedded_string, places_are_those_of_the_file)
{
    expect("'abc'", "abc", 3, 8);
    expect("\"\"\"a\nbc\"\"\"", "a\nbc", 4, 2);
    expect("'a\\n\\\\b'", "a\n\\b", 3, 11);
    expect("r'a\\n'", "a\\n", 3, 9);
    expect("'a\\\nb'", "ab", 4, 1);
    expect("'\\x41\\u0042c'", "ABc", 3, 16);
    expect("'a'\n   'b'", "ab", 4, 5);
    expect("''", "", 0, 0);
    expect("'it\\'s'", "it's", 3, 10);
    expect("u\"\\q\"", "\\q", 3, 8);
}

Test(embedded_string, what_is_no_plain_text_is_refused)
{
    refuse("b'abc'");
    refuse("f'abc'");
    refuse("'abc");
    refuse("'''abc'");
    refuse("'abc' 1");
    refuse("'\\");
}
