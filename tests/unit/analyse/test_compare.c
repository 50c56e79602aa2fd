/* Base against head on simulated noise: one-sided, in bursts that last for some runs. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "compare.h"
#include "rng.h"

struct machine {
    struct rng rng;
    double slowdown; /* of the head */
    double noise;    /* of one run, relative */
    double drift;    /* of the null arm: a machine that cannot be trusted */
    bool idle;       /* no bursts */
    double burst;    /* what all runs of this moment cost more */
    int failing;
};

static int measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err)
{
    struct machine *machine = self->context;
    (void)err;
    if (!machine->idle && rng_unit(&machine->rng) < 0.05)
        machine->burst = rng_unit(&machine->rng) < 0.3 ? 0.4 * rng_unit(&machine->rng) : 0;
    double cost = 0.01 * (double)n / 1000;
    cost *= 1 + machine->burst - machine->noise * log(1 - rng_unit(&machine->rng));
    if (strcmp(phase, "head") == 0)
        cost *= machine->slowdown;
    if (strcmp(phase, "null") == 0)
        cost *= machine->drift;
    *sample = (struct sample){.n = n, .round = round, .phase = phase, .user = cost, .wall = cost};
    if (machine->failing)
        sample->end = SAMPLE_EXIT;
    return 0;
}

/* How many of `trials` comparisons end in each way. */
static void count_changes(struct machine machine, size_t trials, size_t counts[CHANGE_COUNT])
{
    static const int64_t sizes[] = {1000, 2000};
    struct sampler sampler = {measure, &machine};
    memset(counts, 0, CHANGE_COUNT * sizeof *counts);
    rng_seed(&machine.rng, 5);
    for (size_t trial = 0; trial < trials; trial++) {
        struct run_result result = {0};
        struct compare_plan plan = {.sizes = sizes, .size_count = 2, .seed = trial};
        struct err err = {0};
        struct fixture_result *fixture = VEC_ADD(&result.arena, &result.fixtures);
        cr_assert_eq(compare_fixture(&plan, &sampler, &result.arena, fixture, &err), 0);
        compare_judge(&result);
        for (size_t i = 0; i < fixture->comparisons.count; i++)
            counts[fixture->comparisons.items[i].change]++;
        arena_release(&result.arena);
    }
}

Test(compare, the_same_program_is_no_regression)
{
    size_t counts[CHANGE_COUNT];
    struct machine machine = {.slowdown = 1, .noise = 0.03, .drift = 1};
    count_changes(machine, 1000, counts);
    cr_expect_leq(counts[CHANGE_REGRESSION], 2, "%zu of 2000", counts[CHANGE_REGRESSION]);
    cr_expect_leq(counts[CHANGE_IMPROVEMENT], 2, "%zu of 2000", counts[CHANGE_IMPROVEMENT]);
    cr_expect_gt(counts[CHANGE_UNCHANGED], 1600, "%zu", counts[CHANGE_UNCHANGED]);
}

Test(compare, ten_percent_are_found)
{
    static const double factors[] = {1.1, 1 / 1.1};
    static const enum change wanted[] = {CHANGE_REGRESSION, CHANGE_IMPROVEMENT};
    for (size_t i = 0; i < 4; i++) {
        size_t counts[CHANGE_COUNT], least = i < 2 ? 570 : 360; /* idle, and not idle */
        struct machine machine = {
            .slowdown = factors[i % 2], .noise = 0.02, .drift = 1, .idle = i < 2};
        count_changes(machine, 300, counts);
        cr_expect_geq(counts[wanted[i % 2]], least, "%zu of 600", counts[wanted[i % 2]]);
        cr_expect_eq(counts[CHANGE_UNCHANGED], 0);
        cr_expect_eq(counts[wanted[1 - i % 2]], 0);
    }
}

Test(compare, noise_is_inconclusive_not_unchanged)
{
    size_t counts[CHANGE_COUNT];
    struct machine machine = {.slowdown = 1.1, .noise = 0.5, .drift = 1};
    count_changes(machine, 200, counts);
    cr_expect_leq(counts[CHANGE_UNCHANGED], 2, "%zu of 400", counts[CHANGE_UNCHANGED]);
}

Test(compare, a_base_that_differs_from_itself_is_believed_nothing)
{
    size_t counts[CHANGE_COUNT];
    struct machine machine = {.slowdown = 1.3, .noise = 0.01, .drift = 1.3};
    count_changes(machine, 50, counts);
    cr_expect_eq(counts[CHANGE_REGRESSION], 0);
    cr_expect_eq(counts[CHANGE_INCONCLUSIVE], 100);
}

Test(compare, a_program_that_fails_is_not_compared)
{
    size_t counts[CHANGE_COUNT], all = 0;
    struct machine machine = {.slowdown = 1, .noise = 0.01, .drift = 1, .failing = 1};
    count_changes(machine, 1, counts);
    for (size_t i = 0; i < CHANGE_COUNT; i++)
        all += counts[i];
    cr_expect_eq(all, 0);
}

Test(compare, verdicts_and_findings)
{
    static struct comparison
        slower = {.n = 5, .ratio = 1.2, .low = 1.1, .high = 1.3, .p = 1e-9, .controlled = true},
        same = {.n = 5, .ratio = 1, .low = 0.99, .high = 1.01, .p = 1, .controlled = true};
    struct run_result result = {0};
    struct fixture_result *fixture = VEC_ADD(&result.arena, &result.fixtures);
    fixture->verdicts = 1u << VERDICT_CLEAN;
    *VEC_ADD(&result.arena, &fixture->comparisons) = slower;
    *VEC_ADD(&result.arena, &fixture->comparisons) = same;
    compare_judge(&result);
    cr_expect_eq(fixture->verdicts, 1u << VERDICT_REGRESSION);
    cr_assert_eq(fixture->findings.count, 2);
    cr_expect_str_eq(fixture->findings.items[0].rule, "BR106");
    cr_expect_eq(fixture->findings.items[0].level, RESULT_ERROR);
    cr_expect_eq(fixture->findings.items[1].level, RESULT_NOTE);
    arena_release(&result.arena);
}

/* A hundred comparisons: a p that is enough for one is not enough for each of them. */
Test(compare, many_comparisons_ask_for_more)
{
    struct run_result result = {0};
    struct comparison row = {
        .n = 5, .ratio = 1.2, .low = 1.1, .high = 1.3, .p = 0.001, .controlled = true};
    struct fixture_result *fixture = VEC_ADD(&result.arena, &result.fixtures);
    for (int i = 0; i < 100; i++)
        *VEC_ADD(&result.arena, &fixture->comparisons) = row;
    compare_judge(&result);
    cr_expect_eq(fixture->verdicts, 0);
    arena_release(&result.arena);
}
