#include <criterion/criterion.h>

#include "pyversion.h"

Test(pyversion, specifiers)
{
    static const struct {
        const char *text;
        bool good;
        int low, high;
    } rows[] = {
        {"3.11", true, 11, 11},       {"3.11.2", true, 11, 11},   {">=3.9", true, 9, 0},
        {">=3.9,<3.12", true, 9, 11}, {">= 3.8 , <4", true, 8, 0}, {"~=3.10", true, 10, 0},
        {"==3.12.*", true, 12, 12},   {"<=3.11", true, 0, 11},    {">3.8,!=3.9.1", true, 9, 0},
        {">=2.7", true, 0, 0},        {"^3.9", true, 9, 0},       {"", false, 0, 0},
        {"three", false, 0, 0},       {">=3.x", false, 0, 0},     {">=3.9;", false, 0, 0},
        {"<<<<3.9", false, 0, 0},     {"<3.12", true, 0, 11},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pyversion version = {0};
        bool good = pyversion_parse(rows[i].text, &version);

        cr_expect_eq(good, rows[i].good, "'%s'", rows[i].text);
        cr_expect_eq(version.low, rows[i].low, "'%s' low %d", rows[i].text, version.low);
        cr_expect_eq(version.high, rows[i].high, "'%s' high %d", rows[i].text, version.high);
    }
}
