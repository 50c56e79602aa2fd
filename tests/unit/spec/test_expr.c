#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "expr.h"

static const char *names[] = {"chunk", "rows"};
static const double values[] = {1000, 7};
static const struct expr_names known = {names, values, 2};

Test(expr, values)
{
    static const struct {
        const char *text;
        int64_t n;
        double value;
    } rows_[] = {
        {"n", 5, 5},
        {"n * chunk", 3, 3000},
        {"2 + 3 * 4", 0, 14},
        {"(2 + 3) * 4", 0, 20},
        {"10 - 4 - 3", 0, 3},
        {"100 / 10 / 5", 0, 2},
        {"17 % 5", 0, 2},
        {"-n + 1", 4, -3},
        {"--3", 0, 3},
        {"log2(n)", 1024, 10},
        {"min(n, rows)", 9, 7},
        {"max(n, rows)", 9, 9},
        {"max(min(n, 3), log2(8)) * 1.5", 2, 4.5},
        {" n*chunk\t+ 0.5e1 ", 1, 1005},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows_ / sizeof *rows_; i++) {
        struct expr_error error;
        struct expr *expr = expr_compile(rows_[i].text, &known, &arena, &error);
        cr_assert_not_null(expr, "%s: %s", rows_[i].text, error.text);
        cr_expect_float_eq(expr_value(expr, rows_[i].n), rows_[i].value, 1e-12, "%s",
                           rows_[i].text);
    }
    arena_release(&arena);
}

Test(expr, what_has_no_value_is_not_finite)
{
    static const char *const texts[] = {"1 / (n - n)", "log2(0)", "n % 0"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct expr_error error;
        struct expr *expr = expr_compile(texts[i], &known, &arena, &error);
        cr_assert_not_null(expr);
        cr_expect(!isfinite(expr_value(expr, 3)), "%s", texts[i]);
    }
    arena_release(&arena);
}

Test(expr, mistakes_have_a_place)
{
    static const struct {
        const char *text;
        size_t offset;
    } rows_[] = {
        {"", 0},        {"n +", 3},     {"n chunk", 2},      {"(n", 2},         {"n)", 1},
        {"n * foo", 4}, {"sqrt(n)", 0}, {"min(n)", 5},       {"log2(n, 2)", 6}, {"0x10", 0},
        {"n $ 2", 2},   {"1e999", 0},   {"max(1, 2, 3)", 8},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows_ / sizeof *rows_; i++) {
        struct expr_error error;
        cr_expect_null(expr_compile(rows_[i].text, &known, &arena, &error), "%s", rows_[i].text);
        cr_expect_neq(error.text[0], '\0', "%s", rows_[i].text);
        cr_expect_eq(error.offset, rows_[i].offset, "%s: at %zu", rows_[i].text, error.offset);
    }
    arena_release(&arena);
}

Test(expr, hostile_nesting_is_refused)
{
    char text[900];
    static const char openers[] = "(-";
    struct arena arena = {0};
    for (size_t i = 0; openers[i]; i++) {
        struct expr_error error;
        memset(text, openers[i], sizeof text - 1);
        text[sizeof text - 1] = '\0';
        cr_expect_null(expr_compile(text, &known, &arena, &error));
        cr_expect_str_eq(error.text, "nested too deeply");
    }
    arena_release(&arena);
}
