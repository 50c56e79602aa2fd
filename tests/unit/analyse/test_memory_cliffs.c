/* Cliffs that memory shows, end to end: exact, with few runs, and nothing on memory that grows. */
#include <criterion/criterion.h>

#include "synthetic.h"

static double lazy_faults(int64_t n)
{
    return 1000 + floor((double)n / 100000) * 24414;
}

static double lazy_cpu(int64_t n)
{
    return 0.02 + 5e-8 * (double)n + 0.04 * floor((double)n / 100000);
}

Test(memory_cliffs, a_lazy_buffer_is_found_exactly_over_many_seeds)
{
    size_t runs = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, seed);
        struct synthetic_claims claims = {{[CLAIM_TOUCHED] = 1000, [CLAIM_STORED] = 1000}};
        synthetic_claims(&plan, &claims);
        struct synthetic program = {
            .cpu = lazy_cpu, .minflt = lazy_faults, .noise = 0.08, .fault_noise = 20};
        struct arena arena = {0};
        struct fixture_result result;
        cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
        cr_assert_eq(result.cliff_count, 1, "seed %zu: %zu cliffs", (size_t)seed,
                     result.cliff_count);
        cr_assert_eq(result.cliffs[0].n, 100000);
        cr_assert_eq(result.cliffs[0].bracket_low, 99999);
        cr_assert(result.cliffs[0].exact);
        cr_assert_eq(result.cliffs[0].metric, METRIC_MINFLT);
        cr_assert_eq(result.cliffs[0].kind, CLIFF_STAIRCASE);
        cr_assert(synthetic_has(&result, VERDICT_CLIFF));
        cr_assert(synthetic_has(&result, VERDICT_UNMATERIALISED));
        cr_assert_not(synthetic_has(&result, VERDICT_CLEAN));
        runs += result.runs;
        arena_release(&arena);
    }
    cr_assert_lt(runs, 200 * 150);
}

static double linear_faults(int64_t n)
{
    return 1000 + 0.25 * (double)n;
}

static double quadratic_faults(int64_t n)
{
    return 1000 + 2e-5 * (double)n * (double)n;
}

static double kinked_faults(int64_t n)
{
    return 1000 + (n > 40000 ? 0.5 * (double)(n - 40000) : 0);
}

static double doubling_faults(int64_t n)
{
    return 1000 + exp2(ceil(log2((double)n))) * 0.5;
}

static double half_faults(int64_t n)
{
    return 1000 + pow(1.5, ceil(log((double)n) / log(1.5))) * 0.5;
}

static double small_step_faults(int64_t n)
{
    return 1000 + (n >= 5000 ? 200 : 0);
}

static double linear_cpu(int64_t n)
{
    return 0.005 + 1e-6 * (double)n;
}

Test(memory_cliffs, memory_that_grows_is_clean)
{
    double (*const faults[])(int64_t) = {linear_faults,   quadratic_faults, kinked_faults,
                                         doubling_faults, half_faults,      small_step_faults};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        for (uint64_t seed = 0; seed < 20; seed++) {
            int64_t sizes[SYNTHETIC_POINTS];
            struct analyse_plan plan = synthetic_plan(sizes, seed);
            struct synthetic program = {
                .cpu = linear_cpu, .minflt = faults[i], .noise = 0.03, .fault_noise = 20};
            struct arena arena = {0};
            struct fixture_result result;
            cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
            cr_assert_eq(result.verdicts, 1u << VERDICT_CLEAN, "curve %zu: verdicts %x, n %lld", i,
                         result.verdicts, result.cliff_count ? (long long)result.cliffs[0].n : 0LL);
            arena_release(&arena);
        }
}

Test(memory_cliffs, a_growing_table_is_a_remark)
{
    int64_t sizes[SYNTHETIC_POINTS];
    struct analyse_plan plan = synthetic_plan(sizes, 1);
    struct synthetic program = {.cpu = linear_cpu, .minflt = doubling_faults, .noise = 0.03};
    struct arena arena = {0};
    struct fixture_result result;
    cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
    cr_assert_eq(result.findings.count, 1);
    cr_assert_eq(result.findings.items[0].level, RESULT_NOTE);
    cr_assert_eq(result.verdicts, 1u << VERDICT_CLEAN);
    arena_release(&arena);
}

static double two_walls(int64_t n)
{
    return 1000 + (n >= 7777 ? 5000 : 0) + (n >= 123456 ? 50000 : 0);
}

static double peak_wall(int64_t n)
{
    return n >= 54321 ? 9e7 : 1e7;
}

static double falling_faults(int64_t n)
{
    return n >= 54321 ? 1000 : 60000;
}

Test(memory_cliffs, several_by_peak_memory_and_downward)
{
    struct {
        struct synthetic program;
        size_t count;
        int64_t at[2];
        enum metric metric;
    } cases[] = {
        {{.cpu = linear_cpu, .minflt = two_walls}, 2, {7777, 123456}, METRIC_MINFLT},
        {{.cpu = linear_cpu, .maxrss = peak_wall}, 1, {54321}, METRIC_MAXRSS},
        {{.cpu = linear_cpu, .minflt = falling_faults}, 1, {54321}, METRIC_MINFLT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, 5);
        struct arena arena = {0};
        struct fixture_result result;
        cr_assert_eq(synthetic_analyse(&cases[i].program, &plan, &arena, &result), 0);
        cr_assert_eq(result.cliff_count, cases[i].count, "case %zu: %zu", i, result.cliff_count);
        for (size_t k = 0; k < cases[i].count; k++) {
            cr_assert_eq(result.cliffs[k].n, cases[i].at[k]);
            cr_assert(result.cliffs[k].exact);
            cr_assert_eq(result.cliffs[k].metric, cases[i].metric);
        }
        arena_release(&arena);
    }
}

Test(memory_cliffs, sizes_that_must_be_multiples_or_listed)
{
    struct synthetic program = {.cpu = linear_cpu, .minflt = two_walls};
    int64_t sizes[] = {1000, 2000, 4000, 8000, 16000, 32000};
    struct analyse_plan plan = {.sizes = sizes, .size_count = 6, .multiple = 100, .rounds = 3};
    struct arena arena = {0};
    struct fixture_result result;
    cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
    cr_assert_eq(result.cliff_count, 1, "%zu cliffs", result.cliff_count);
    cr_assert_eq(result.cliffs[0].n, 7800);
    cr_assert_eq(result.cliffs[0].bracket_low, 7700);
    plan.only_listed = true;
    cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
    cr_assert_eq(result.cliff_count, 1, "%zu cliffs", result.cliff_count);
    cr_assert_eq(result.cliffs[0].n, 8000);
    cr_assert_eq(result.cliffs[0].bracket_low, 4000);
    for (size_t i = 0; i < result.samples.count; i++) {
        bool listed = false;
        for (size_t k = 0; k < 6; k++)
            listed = listed || result.samples.items[i].n == sizes[k];
        cr_assert(listed);
    }
    arena_release(&arena);
}

Test(memory_cliffs, a_bound_on_runs_leaves_the_best_bracket)
{
    int64_t sizes[SYNTHETIC_POINTS];
    struct analyse_plan plan = synthetic_plan(sizes, 3);
    plan.run_max = 30;
    struct synthetic program = {.cpu = lazy_cpu, .minflt = lazy_faults};
    struct arena arena = {0};
    struct fixture_result result;
    cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
    cr_assert_eq(result.runs, 30);
    cr_assert_eq(result.cliff_count, 1);
    cr_assert_not(result.cliffs[0].exact);
    cr_assert_lt(result.cliffs[0].bracket_low, 100000);
    cr_assert_geq(result.cliffs[0].n, 100000);
    arena_release(&arena);
}

static double copies_late(int64_t n)
{
    return 1e5 + 10 * (double)n + (n >= 100000 ? 1e7 : 0);
}

static double copies_cost(int64_t n)
{
    return 0.02 + 5e-8 * (double)n + (n >= 100000 ? 0.01 : 0);
}

static double copies_grow(int64_t n)
{
    return 24 * exp2(ceil(log2((double)n)));
}

Test(memory_cliffs, bytes_copied_go_first_where_they_are_counted)
{
    for (uint64_t seed = 0; seed < 50; seed++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, seed);
        struct synthetic program = {.cpu = copies_cost, .copied = copies_late, .noise = 0.08};
        struct arena arena = {0};
        struct fixture_result result;
        plan.counted = true;
        cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
        cr_assert_eq(result.cliff_count, 1);
        cr_assert_eq(result.cliffs[0].n, 100000);
        cr_assert_eq(result.cliffs[0].metric, METRIC_COPIED);
        cr_assert(result.cliffs[0].exact);
        cr_assert_gt(result.cliffs[0].above.cpu, result.cliffs[0].below.cpu);
        for (size_t i = 0; i < result.samples.count; i++)
            cr_assert_not(result.samples.items[i].count.present);
        arena_release(&arena);
    }
}

static double start_up_cpu(int64_t n)
{
    return 0.036 + 1e-9 * (double)n;
}

Test(memory_cliffs, bytes_copied_that_cost_nothing_are_no_news)
{
    size_t called = 0;
    for (uint64_t seed = 0; seed < 300; seed++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, seed);
        struct synthetic program = {.cpu = start_up_cpu, .copied = copies_late, .noise = 0.05};
        struct arena arena = {0};
        struct fixture_result result;
        plan.counted = true;
        cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
        called += result.cliff_count;
        arena_release(&arena);
    }
    cr_expect_leq(called, 3, "%zu of 300", called); /* one in 128 is expected */
}

Test(memory_cliffs, a_table_that_grows_by_copying_is_no_cliff)
{
    for (uint64_t seed = 0; seed < 50; seed++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, seed);
        struct synthetic program = {.cpu = linear_cpu, .copied = copies_grow, .noise = 0.03};
        struct arena arena = {0};
        struct fixture_result result;
        plan.counted = true;
        cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), 0);
        cr_assert_eq(result.cliff_count, 0, "seed %zu: n = %lld", (size_t)seed,
                     result.cliff_count ? (long long)result.cliffs[0].n : 0LL);
        arena_release(&arena);
    }
}
