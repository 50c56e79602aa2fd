/* Random numbers, order statistics, admissible sizes, drift, fits of scaling. */
#include <criterion/criterion.h>
#include <math.h>

#include "drift.h"
#include "rng.h"
#include "robust.h"
#include "scaling.h"
#include "session.h"

Test(rng, the_same_seed_gives_the_same_numbers)
{
    struct rng a, b, other;
    rng_seed(&a, 5);
    rng_seed(&b, 5);
    rng_seed(&other, 6);
    unsigned same = 0;
    for (int i = 0; i < 1000; i++) {
        uint64_t x = rng_next(&a);
        cr_assert_eq(x, rng_next(&b));
        same += x == rng_next(&other);
    }
    cr_assert_eq(same, 0);
}

Test(rng, bounded_numbers_and_orders_are_even)
{
    struct rng rng;
    rng_seed(&rng, 7);
    unsigned counts[6] = {0}, first[4] = {0};
    for (int i = 0; i < 60000; i++)
        counts[rng_below(&rng, 6)]++;
    for (int i = 0; i < 6; i++)
        cr_assert(counts[i] > 9500 && counts[i] < 10500);
    for (int i = 0; i < 8000; i++) {
        size_t order[4] = {0, 1, 2, 3};
        rng_shuffle(&rng, order, 4);
        cr_assert_eq((1u << order[0]) + (1u << order[1]) + (1u << order[2]) + (1u << order[3]), 15);
        first[order[0]]++;
    }
    for (int i = 0; i < 4; i++)
        cr_assert(first[i] > 1800 && first[i] < 2200);
}

Test(robust, medians_short_and_long)
{
    double odd[] = {3, 1, 2}, even[] = {4, 1, 3, 2};
    cr_assert_eq(median(odd, 3), 2);
    cr_assert_eq(median(even, 4), 2.5);
    cr_assert_eq(median(odd, 0), 0);
    double many[101];
    for (int i = 0; i < 101; i++)
        many[i] = (i * 37) % 101;
    cr_assert_eq(median(many, 101), 50);
}

Test(sizes, between_and_near)
{
    int64_t listed[] = {10, 20, 40, 80};
    struct analyse_plan plan = {.sizes = listed, .size_count = 4, .multiple = 10};
    cr_assert_eq(size_between(&plan, 20, 80, 44), 40);
    cr_assert_eq(size_between(&plan, 20, 80, 1000), 70);
    cr_assert_eq(size_between(&plan, 20, 80, -5), 30);
    cr_assert_eq(size_between(&plan, 20, 30, 25), 20);
    cr_assert(size_is_next(&plan, 20, 30));
    cr_assert_not(size_is_next(&plan, 20, 40));
    cr_assert_eq(size_near(&plan, 9.4), 10);
    cr_assert_eq(size_near(&plan, 34.9), 30);
    cr_assert_eq(size_near(&plan, 1e30), 80);
    plan.only_listed = true;
    cr_assert_eq(size_between(&plan, 10, 80, 25), 20);
    cr_assert(size_is_next(&plan, 20, 40));
    cr_assert_eq(size_near(&plan, 34.9), 40);
}

/* Every size in each of `rounds` rounds; all runs of the second half of round 1 are 1.5 times as
 * slow. */
static void fill_sweep(struct sweep *sweep, struct arena *arena, unsigned rounds, struct rng *rng)
{
    enum { POINTS = 20 };
    sweep->count = POINTS;
    sweep->points = ARENA_ARRAY(arena, struct point, POINTS);
    size_t order[POINTS];
    for (size_t i = 0; i < POINTS; i++)
        order[i] = i;
    for (unsigned round = 0; round < rounds; round++) {
        rng_shuffle(rng, order, POINTS);
        for (size_t k = 0; k < POINTS; k++) {
            struct point *point = &sweep->points[order[k]];
            double slow = round == 1 && k >= POINTS / 2 ? log(1.5) : 0;
            *VEC_ADD(arena, &sweep->runs) =
                (struct sweep_run){.point = (uint32_t)order[k], .slot = point->count};
            point->logs[point->count++] = 0.1 * (double)order[k] + slow + 0.01 * rng_unit(rng);
        }
    }
}

Test(drift, a_slow_spell_does_not_bend_the_levels)
{
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct arena arena = {0};
        struct sweep sweep = {0};
        struct rng rng;
        rng_seed(&rng, seed);
        fill_sweep(&sweep, &arena, 3, &rng);
        double *scratch = ARENA_ARRAY(&arena, double, sweep.runs.count);
        drift_remove(&sweep, scratch);
        for (size_t i = 0; i < sweep.count; i++) {
            double level = sweep.points[i].level - sweep.points[0].level;
            cr_assert_float_eq(level, 0.1 * (double)i, 0.05, "seed %zu point %zu: %g", (size_t)seed,
                               i, level);
        }
        arena_release(&arena);
    }
}

Test(scaling, classes_are_told_apart_or_named_together)
{
    static const double powers[] = {0, 0, 1, 1, 2, 3};
    double n[20], cost[20];
    for (enum scaling_class candidate = 0; candidate < SCALING_COUNT; candidate++) {
        struct rng rng;
        rng_seed(&rng, 9);
        for (int i = 0; i < 20; i++) {
            n[i] = round(100 * pow(1e4, i / 19.0));
            double f = candidate == SCALING_LOG     ? log(n[i])
                       : candidate == SCALING_N_LOG ? n[i] * log(n[i])
                                                    : pow(n[i], powers[candidate]);
            cost[i] = (candidate == SCALING_1 ? 1 : f) * (0.99 + 0.02 * rng_unit(&rng));
        }
        struct scaling_fit fit = scaling_fit(n, cost, 20, 0.01);
        cr_assert(fit.classes & (1u << candidate), "%s", scaling_class_name(candidate));
        cr_assert_float_eq(fit.exponent, scaling_class_exponent(candidate, 100, 1e6), 0.12,
                           "%s: %g", scaling_class_name(candidate), fit.exponent);
        cr_assert_leq(fit.exponent_low, fit.exponent);
        cr_assert_eq(scaling_class_of(scaling_class_name(candidate)), candidate);
    }
    cr_assert_eq(scaling_class_of("n!"), SCALING_COUNT);
    cr_assert_eq(scaling_fit(n, cost, 4, 0.01).classes, 0, "four sizes tell nothing");
}

/* Classes that one more octave separates, that it does not, and one alone. */
Test(scaling, a_longer_sweep_is_advised_where_it_would_tell)
{
    static const struct {
        double low, ratio, start_up, slope, power, error;
        bool told;
    } rows[] = {
        {100, 1.1, 1, 1.55e-4, 1, 0.01, true},
        {100, 1.1, 1, 1e-9, 1, 0.05, false},
        {100, 2, 0, 1e-4, 2, 0.01, false},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double n[20], cost[20];
        for (int i = 0; i < 20; i++) {
            n[i] = rows[r].low * pow(rows[r].ratio, i);
            cost[i] = rows[r].start_up + rows[r].slope * pow(n[i], rows[r].power);
        }
        struct scaling_fit fit = scaling_fit(n, cost, 20, rows[r].error);
        cr_expect_eq(fit.telling, rows[r].told ? 2 * n[19] : 0, "row %zu: %g, classes %x", r,
                     fit.telling, fit.classes);
    }
}

Test(scaling, start_up_is_not_taken_for_scaling)
{
    double n[16], cost[16];
    for (int i = 0; i < 16; i++) {
        n[i] = round(1000 * pow(1000, i / 15.0));
        cost[i] = 0.03 + 1e-6 * n[i];
    }
    struct scaling_fit fit = scaling_fit(n, cost, 16, 0.01);
    cr_assert_float_eq(fit.exponent, 1, 0.05, "%g", fit.exponent);
    cr_assert_float_eq(fit.start_up, 0.03, 0.003, "%g", fit.start_up);
    cr_assert_eq(scaling_fit(n, cost, 16, 0.01).classes & (1u << SCALING_N2), 0);
}
