/* Changes of slope are named, and smooth curves are not called one. */
#include <criterion/criterion.h>
#include <string.h>

#include "synthetic.h"

static double hinge(int64_t n)
{
    return 0.004 + 1e-6 * fmin((double)n, 12000) + 2.4e-6 * fmax(0, (double)n - 12000);
}

static double cheaper(int64_t n)
{
    return 0.004 + 3e-6 * fmin((double)n, 20000) + 1e-6 * fmax(0, (double)n - 20000);
}

static double linear(int64_t n)
{
    return 0.004 + 1e-6 * (double)n;
}

static double line_log(int64_t n)
{
    return 0.001 + 1e-7 * (double)n * log((double)n);
}

static double power(int64_t n)
{
    return 0.002 + 1e-8 * pow((double)n, 1.5);
}

static double two_powers(int64_t n)
{
    return 0.002 + 1e-6 * (double)n + 1e-11 * (double)n * (double)n;
}

static double roots(int64_t n)
{
    return 0.002 + 1e-5 * sqrt((double)n) + 1e-7 * (double)n;
}

static const char *remark(const struct fixture_result *result)
{
    for (size_t i = 0; i < result->findings.count; i++)
        if (strstr(result->findings.items[i].message, "change of slope"))
            return result->findings.items[i].message;
    return NULL;
}

static size_t named(double (*cpu)(int64_t), size_t sweeps)
{
    size_t count = 0;
    for (uint64_t seed = 0; seed < sweeps; seed++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, seed);
        struct synthetic program = {.cpu = cpu, .noise = 0.03};
        struct arena arena = {0};
        struct fixture_result result;
        cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
        cr_expect_eq(result.cliff_count, 0);
        count += remark(&result) != NULL;
        arena_release(&arena);
    }
    return count;
}

Test(slope, that_changes_is_named)
{
    cr_expect_geq(named(hinge, 20), 19);
    cr_expect_geq(named(cheaper, 20), 19);
}

Test(slope, of_a_smooth_curve_does_not_change)
{
    double (*const curves[])(int64_t) = {linear, line_log, power, two_powers, roots};
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        cr_expect_eq(named(curves[i], 40), 0, "curve %zu", i);
}

Test(slope, is_told_with_its_place_and_by_how_much)
{
    int64_t sizes[SYNTHETIC_POINTS];
    struct analyse_plan plan = synthetic_plan(sizes, 1);
    struct synthetic program = {.cpu = hinge, .noise = 0.001};
    struct arena arena = {0};
    struct fixture_result result;
    long long low, high;
    double ratio;
    cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
    cr_assert_not_null(remark(&result));
    cr_assert_eq(sscanf(remark(&result),
                        "from somewhere between n = %lld and n = %lld on each unit costs %lf",
                        &low, &high, &ratio),
                 3, "%s", remark(&result));
    cr_expect_leq(low, 12000);
    cr_expect_geq(high, 12000);
    cr_expect_float_eq(ratio, 2.4, 0.05);
    cr_expect_eq(result.verdicts, 1u << VERDICT_CLEAN);
    arena_release(&arena);
}
