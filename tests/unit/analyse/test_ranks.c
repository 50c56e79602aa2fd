#include <criterion/criterion.h>
#include <math.h>

#include "ranks.h"

Test(ranks, exact_p)
{
    static const double a3[] = {1, 2, 3}, b3[] = {4, 5, 6}, mixed[] = {1.5, 2.5, 3.5};
    static const double a7[] = {1, 2, 3, 4, 5, 6, 7}, b7[] = {11, 12, 13, 14, 15, 16, 17};
    cr_expect_float_eq(ranks_p(a3, 3, b3, 3), 0.1, 1e-9); /* tables of the test */
    cr_expect_float_eq(ranks_p(b3, 3, a3, 3), 0.1, 1e-9, "both sides count");
    cr_expect_float_eq(ranks_p(a7, 7, b7, 7), 0.00058, 5e-6);
    cr_expect_float_eq(ranks_p(a7, 5, b7, 5), 0.0079, 5e-5);
    cr_expect_float_eq(ranks_p(a3, 3, mixed, 3), 0.7, 1e-9);
    cr_expect_eq(ranks_p(a3, 0, b3, 3), 1);
}

Test(ranks, ties)
{
    static const double same[] = {2, 2, 2, 2, 2, 2, 2, 2}, half[] = {2, 2, 2, 2, 3, 3, 3, 3};
    cr_expect_eq(ranks_p(same, 8, same, 8), 1);
    double p = ranks_p(same, 8, half, 8);
    cr_expect(p > 0.01 && p < 0.1, "%g", p);
}

Test(ranks, many_are_stable)
{
    double first[RANKS_MAX], second[RANKS_MAX];
    for (int i = 0; i < RANKS_MAX; i++) {
        first[i] = i;
        second[i] = i + 0.5;
    }
    double p = ranks_p(first, RANKS_MAX, second, RANKS_MAX);
    cr_expect(p > 0.5 && p <= 1, "%g", p);
    for (int i = 0; i < RANKS_MAX; i++)
        second[i] += 1000;
    p = ranks_p(first, RANKS_MAX, second, RANKS_MAX);
    cr_expect(p >= 0 && p < 1e-20, "%g", p);
}

Test(ranks, shift)
{
    static const double first[] = {1, 2, 3, 4, 5, 6, 7, 8}, second[] = {4, 5, 6, 7, 8, 9, 10, 90};
    struct ranks_shift shift = ranks_shift(first, 8, second, 8);
    cr_expect_float_eq(shift.middle, 3, 0.51, "one outlier moves it little");
    cr_expect_lt(shift.low, shift.middle);
    cr_expect_gt(shift.high, shift.middle);
    cr_expect_gt(shift.low, -1);
    shift = ranks_shift(first, 2, second, 2);
    cr_expect(isinf(shift.low) && isinf(shift.high), "two runs prove nothing");
}
