#include <criterion/criterion.h>
#include <string.h>

#include "expect.h"

#define V(name) (1u << VERDICT_##name)

Test(expect, verdicts)
{
    static const struct {
        struct expectation expect;
        unsigned found;
        bool expected;
        size_t findings;
    } rows[] = {
        {{0}, V(CLEAN), true, 0},
        {{0}, V(CLIFF), false, 0}, /* the cliff's own finding says it */
        {{.present = true, .verdicts = V(CLEAN)}, V(CLEAN), true, 0},
        {{.present = true, .verdicts = V(CLEAN)}, V(FLAT), false, 1},
        {{.present = true, .verdicts = V(FLAT)}, V(FLAT), true, 0},
        {{.present = true, .verdicts = V(FLAT) | V(CLEAN)}, V(FLAT), true, 0},
        {{.present = true, .verdicts = V(FLAT) | V(CLEAN)}, V(CLEAN), true, 0},
        {{.present = true, .verdicts = V(FLAT)}, V(CLEAN), false, 1},
        {{.present = true, .verdicts = V(FLAT)}, V(CLIFF), false, 2},
        {{.present = true, .verdicts = V(CLIFF) | V(UNMATERIALISED)}, V(CLIFF), false, 1},
        {{.present = true, .verdicts = V(CLIFF), .allow = V(IMPOSSIBLE)}, V(CLIFF), true, 0},
        {{.present = true, .verdicts = V(CLIFF), .allow = V(IMPOSSIBLE)},
         V(CLIFF) | V(IMPOSSIBLE),
         true,
         0},
        {{.present = true, .allow = V(INCONCLUSIVE)}, V(INCONCLUSIVE), true, 0},
        {{.present = true, .allow = V(INCONCLUSIVE)}, V(CLEAN), true, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct fixture_result result = {.verdicts = rows[i].found};
        expect_check(&rows[i].expect, &arena, &result);
        cr_expect_eq(result.expected, rows[i].expected, "row %zu", i);
        cr_expect_eq(result.findings.count, rows[i].findings, "row %zu", i);
        for (size_t k = 0; k < result.findings.count; k++)
            cr_expect_str_eq(result.findings.items[k].rule, "BR109");
        arena_release(&arena);
    }
}

Test(expect, places)
{
    static const struct {
        struct expected_cliff wanted[2];
        size_t wanted_count;
        int64_t found[2];
        size_t found_count;
        bool exact, expected;
    } rows[] = {
        {{{100000, 0}}, 1, {100000}, 1, true, true},
        {{{100000, 0}}, 1, {99999}, 1, true, false},
        {{{100000, 1}}, 1, {99999}, 1, true, true},
        {{{100000, 1}}, 1, {100002}, 1, true, false},
        {{{100000, 0}}, 1, {100000}, 1, false, false},
        {{{100000, 9}}, 1, {100000}, 1, false, true},
        {{{100000, 0}}, 1, {100000, 200000}, 2, true, true},
        {{{100, 0}, {200, 0}}, 2, {100, 200}, 2, true, true},
        {{{100, 0}, {200, 0}}, 2, {100}, 1, true, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = {0};
        struct expected_cliff wanted[2] = {rows[i].wanted[0], rows[i].wanted[1]};
        struct cliff cliffs[2] = {{.n = rows[i].found[0], .exact = rows[i].exact},
                                  {.n = rows[i].found[1], .exact = rows[i].exact}};
        struct expectation expect = {.present = true,
                                     .verdicts = V(CLIFF),
                                     .cliffs = wanted,
                                     .cliff_count = rows[i].wanted_count};
        struct fixture_result result = {
            .verdicts = V(CLIFF), .cliffs = cliffs, .cliff_count = rows[i].found_count};
        expect_check(&expect, &arena, &result);
        cr_expect_eq(result.expected, rows[i].expected, "row %zu", i);
        cr_expect_eq(result.findings.count, !rows[i].expected, "row %zu", i);
        arena_release(&arena);
    }
}
