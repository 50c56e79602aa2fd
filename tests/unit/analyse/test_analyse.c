/* Verdicts other than a cliff of memory: failures, claims, scaling, flat work, noise. */
#include <criterion/criterion.h>
#include <string.h>

#include "synthetic.h"

static struct fixture_result analyse(struct synthetic *program, struct analyse_plan *plan,
                                     struct arena *arena)
{
    struct fixture_result result;
    cr_assert_eq(synthetic_analyse(program, plan, arena, &result), 0);
    return result;
}

static enum sample_end fails_from_4301(int64_t n)
{
    return n >= 4301 ? SAMPLE_EXIT : SAMPLE_OK;
}

static enum sample_end fails_always(int64_t n)
{
    (void)n;
    return SAMPLE_SIGNAL;
}

static enum sample_end fails_in_the_middle(int64_t n)
{
    return n > 4000 && n < 6000 ? SAMPLE_EXIT : SAMPLE_OK;
}

static enum sample_end times_out(int64_t n)
{
    return n >= 100000 ? SAMPLE_TIMEOUT : SAMPLE_OK;
}

Test(analyse, an_error_cliff_is_exact)
{
    int64_t sizes[SYNTHETIC_POINTS];
    struct analyse_plan plan = synthetic_plan(sizes, 1);
    struct synthetic program = {.end = fails_from_4301, .noise = 0.05};
    struct arena arena = {0};
    struct fixture_result result = analyse(&program, &plan, &arena);
    cr_assert_eq(result.verdicts, 1u << VERDICT_CLIFF);
    cr_assert_eq(result.cliff_count, 1);
    cr_assert_eq(result.cliffs[0].n, 4301);
    cr_assert_eq(result.cliffs[0].kind, CLIFF_ERROR);
    cr_assert(result.cliffs[0].exact);
    arena_release(&arena);
}

Test(analyse, other_failures_are_errors)
{
    enum sample_end (*const ends[])(int64_t) = {fails_always, fails_in_the_middle, times_out};
    for (size_t i = 0; i < 3; i++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, 1);
        struct synthetic program = {.end = ends[i], .noise = 0.02};
        struct arena arena = {0};
        struct fixture_result result = analyse(&program, &plan, &arena);
        cr_assert_eq(result.verdicts, 1u << VERDICT_ERROR, "case %zu: %x", i, result.verdicts);
        cr_assert_str_eq(result.findings.items[0].rule, "BR108");
        arena_release(&arena);
    }
}

static double linear_cpu(int64_t n)
{
    return 0.01 + 1e-6 * (double)n;
}

static double sort_cpu(int64_t n)
{
    return 0.001 + 2e-8 * (double)n * log((double)n);
}

static double square_cpu(int64_t n)
{
    return 0.01 + 1e-10 * (double)n * (double)n;
}

Test(analyse, scaling_is_named_and_held_to_what_was_declared)
{
    struct {
        double (*cpu)(int64_t);
        const char *declared, *contains;
        unsigned verdicts;
    } cases[] = {
        {linear_cpu, "n", "n", 1u << VERDICT_CLEAN},
        {sort_cpu, NULL, "n log n", 1u << VERDICT_CLEAN},
        {sort_cpu, "n", "n log n", 1u << VERDICT_CLEAN},
        {square_cpu, "n^2", "n^2", 1u << VERDICT_CLEAN},
        {square_cpu, "n", "n^2", 1u << VERDICT_SUPERLINEAR},
        {square_cpu, NULL, "n^2", 1u << VERDICT_SUPERLINEAR},
        {NULL, "n", "1", 1u << VERDICT_FLAT},
        {NULL, "1", "1", 1u << VERDICT_CLEAN},
        {NULL, NULL, "1", 1u << VERDICT_CLEAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (uint64_t seed = 0; seed < 20; seed++) {
            int64_t sizes[SYNTHETIC_POINTS];
            struct analyse_plan plan = synthetic_plan(sizes, seed);
            plan.scaling = cases[i].declared;
            struct synthetic program = {.cpu = cases[i].cpu, .noise = 0.03};
            struct arena arena = {0};
            struct fixture_result result = analyse(&program, &plan, &arena);
            cr_assert_eq(result.verdicts, cases[i].verdicts, "case %zu seed %zu: %x", i,
                         (size_t)seed, result.verdicts);
            cr_assert(result.below.present);
            cr_assert_not_null(strstr(result.below.class_name, cases[i].contains), "case %zu: %s",
                               i, result.below.class_name);
            cr_assert_not(result.above.present);
            arena_release(&arena);
        }
}

static double held(int64_t n)
{
    return 1e7 + 1000.0 * (double)n;
}

static double held_faults(int64_t n)
{
    return 1000 + 1000.0 * (double)n / 4096;
}

Test(analyse, stored_bytes_must_be_in_memory)
{
    int64_t sizes[SYNTHETIC_POINTS];
    struct analyse_plan plan = synthetic_plan(sizes, 7);
    struct synthetic_claims claims = {{[CLAIM_STORED] = 1000}};
    synthetic_claims(&plan, &claims);
    struct synthetic lazy = {.cpu = linear_cpu, .noise = 0.02};
    struct synthetic honest = {
        .cpu = linear_cpu, .noise = 0.02, .maxrss = held, .minflt = held_faults};
    struct arena arena = {0};
    struct fixture_result result = analyse(&lazy, &plan, &arena);
    cr_assert_eq(result.verdicts, 1u << VERDICT_UNMATERIALISED);
    cr_assert(result.claims.checked);
    cr_assert_not(result.claims.materialised);
    cr_assert_eq(result.claims.n, 300000);
    result = analyse(&honest, &plan, &arena);
    cr_assert_eq(result.verdicts, 1u << VERDICT_CLEAN);
    cr_assert(result.claims.checked);
    cr_assert(result.claims.materialised);
    arena_release(&arena);
}

/* Reads at 200 GB/s in its first cache; 2.5 GB/s of fresh memory, 10 in huge pages. */
static const struct ladder machine = {
    .rungs = {{16384, 200e9, 180e9, 100e9}, {67108864, 20e9, 25e9, 9e9}},
    .count = 2,
    .flops = 100e9,
    .first_touch = 10e9,
    .first_touch_small = 2.5e9};

static double held_in_huge_pages(int64_t n)
{
    return 1e7 + 10000.0 * (double)n;
}

static double had(int64_t n)
{
    (void)n;
    return 4e9;
}

Test(analyse, claims_faster_than_the_machine_are_impossible)
{
    struct {
        struct synthetic_claims claims;
        double (*maxrss)(int64_t);
        const struct ladder *ladder;
        unsigned verdicts;
    } cases[] = {
        /* 300 MB in 300 ms: honest. */
        {{{[CLAIM_TOUCHED] = 1000}}, NULL, &machine, 1u << VERDICT_CLEAN},
        {{{[CLAIM_TOUCHED] = 1000, [CLAIM_STORED] = 1000}}, held, &machine, 1u << VERDICT_CLEAN},
        /* 30 GB in 300 ms: a cache could. */
        {{{[CLAIM_TOUCHED] = 100000}}, NULL, &machine, 1u << VERDICT_CLEAN},
        /* The same, stored: nothing can. */
        {{{[CLAIM_STORED] = 100000}},
         NULL,
         &machine,
         1u << VERDICT_IMPOSSIBLE | 1u << VERDICT_UNMATERIALISED},
        {{{[CLAIM_STORED] = 100000}}, NULL, NULL, 1u << VERDICT_UNMATERIALISED},
        /* 3 GB in 300 ms, in memory that was never there; in huge pages; in memory that it had. */
        {{{[CLAIM_STORED] = 10000}},
         NULL,
         &machine,
         1u << VERDICT_IMPOSSIBLE | 1u << VERDICT_UNMATERIALISED},
        {{{[CLAIM_STORED] = 10000}}, held_in_huge_pages, &machine, 1u << VERDICT_CLEAN},
        {{{[CLAIM_STORED] = 10000}}, had, &machine, 1u << VERDICT_CLEAN},
        /* 30 G operations, or items, in 300 ms: hard work; 300 G: not done. */
        {{{[CLAIM_FLOPS] = 100000}}, NULL, &machine, 1u << VERDICT_CLEAN},
        {{{[CLAIM_FLOPS] = 1000000}}, NULL, &machine, 1u << VERDICT_IMPOSSIBLE},
        {{{[CLAIM_ITEMS] = 100000}}, NULL, &machine, 1u << VERDICT_CLEAN},
        {{{[CLAIM_ITEMS] = 1000000}}, NULL, &machine, 1u << VERDICT_IMPOSSIBLE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, 7);
        synthetic_claims(&plan, &cases[i].claims);
        plan.ladder = cases[i].ladder;
        struct synthetic program = {.cpu = linear_cpu, .noise = 0.02, .maxrss = cases[i].maxrss};
        struct arena arena = {0};
        struct fixture_result result = analyse(&program, &plan, &arena);
        cr_assert_eq(result.verdicts, cases[i].verdicts, "case %zu: %x, %g of %g", i,
                     result.verdicts, result.claims.rate, result.claims.ceiling);
        arena_release(&arena);
    }
}

Test(analyse, noise_is_inconclusive_never_clean)
{
    for (uint64_t seed = 0; seed < 30; seed++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, seed);
        struct synthetic program = {.cpu = linear_cpu, .noise = 0.9};
        struct arena arena = {0};
        struct fixture_result result = analyse(&program, &plan, &arena);
        cr_assert(synthetic_has(&result, VERDICT_INCONCLUSIVE), "seed %zu: %x", (size_t)seed,
                  result.verdicts);
        arena_release(&arena);
    }
}

Test(analyse, many_rounds_or_sizes_leave_runs_for_the_judgement)
{
    int64_t many[200], sizes[SYNTHETIC_POINTS];
    for (int i = 0; i < 200; i++)
        many[i] = 1000 + 50 * i;
    struct analyse_plan plans[] = {synthetic_plan(sizes, 1),
                                   {.sizes = many, .size_count = 200, .multiple = 1, .rounds = 5}};
    plans[0].rounds = 1000;
    for (size_t i = 0; i < 2; i++) {
        struct synthetic program = {.cpu = linear_cpu, .noise = 0.02};
        struct arena arena = {0};
        struct fixture_result result = analyse(&program, &plans[i], &arena);
        cr_assert_eq(result.verdicts, 1u << VERDICT_CLEAN, "plan %zu: %x after %zu runs", i,
                     result.verdicts, result.runs);
        arena_release(&arena);
    }
}

/* What a damaged record may hold. */
static int measure_nonsense(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                            struct sample *sample, struct err *err)
{
    static const double seconds[] = {0, 1e-300, 1e300, -1, 0.01, NAN, INFINITY, 0.02};
    static const uint64_t counts[] = {0, 1000, 100000000, UINT64_MAX, 1000, 1001, 2000, 1u << 31};
    struct rng *rng = self->context;
    (void)err;
    *sample = (struct sample){.n = n, .round = round, .phase = phase};
    sample->user = seconds[rng_below(rng, 8)];
    sample->wall = seconds[rng_below(rng, 3)];
    sample->minflt = counts[rng_below(rng, 8)];
    sample->maxrss = counts[rng_below(rng, 8)];
    sample->end = rng_below(rng, 60) ? SAMPLE_OK : SAMPLE_EXIT;
    return 0;
}

Test(analyse, nonsense_ends_within_its_bounds)
{
    static const int64_t last[] = {5000, 1000000, INT64_MAX};
    for (uint64_t seed = 0; seed < 300; seed++) {
        int64_t sizes[8];
        for (int i = 0; i < 8; i++)
            sizes[i] = last[seed % 3] / 8 * (i + 1) - (seed % 2 ? i : 0);
        sizes[7] = last[seed % 3];
        struct synthetic_claims claims = {{[CLAIM_STORED] = 1000}};
        struct analyse_plan plan = {.sizes = sizes,
                                    .size_count = 8,
                                    .multiple = seed % 5 ? 1 : 7,
                                    .rounds = 3,
                                    .run_max = 400,
                                    .seed = seed,
                                    .claim = synthetic_claim,
                                    .claim_context = &claims,
                                    .ladder = &machine};
        struct rng rng;
        rng_seed(&rng, seed);
        struct sampler sampler = {.measure = measure_nonsense, .context = &rng};
        struct arena arena = {0};
        struct fixture_result result = {0};
        struct err err = {0};
        cr_assert_eq(analyse_fixture(&plan, &sampler, &arena, &result, &err), 0);
        cr_assert_leq(result.runs, 400);
        cr_assert_neq(result.verdicts, 0);
        for (size_t i = 0; i < result.cliff_count; i++)
            cr_assert_lt(result.cliffs[i].bracket_low, result.cliffs[i].n);
        arena_release(&arena);
    }
}

/* Twice as long for each size; a run is cut as the launcher cuts it. */
static int measure_doubling(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                            struct sample *sample, struct err *err)
{
    double limit = self->seconds > 0 ? fmin(self->seconds, 100) : 100;
    (void)err;
    *sample = (struct sample){.n = n, .round = round, .phase = phase, .minflt = 1000, .maxrss = 1};
    sample->wall = sample->user = 0.001 * exp2((double)n);
    if (sample->wall >= limit) {
        sample->wall = limit;
        sample->end = SAMPLE_TIMEOUT;
    }
    return 0;
}

Test(analyse, a_run_is_cut_when_the_time_is_up)
{
    for (double seconds = 0.0001; seconds < 100; seconds *= 1.7) {
        int64_t sizes[16];
        for (int i = 0; i < 16; i++)
            sizes[i] = i + 1;
        struct analyse_plan plan = {.sizes = sizes,
                                    .size_count = 16,
                                    .multiple = 1,
                                    .rounds = 3,
                                    .second_max = seconds,
                                    .seed = 1};
        struct sampler sampler = {.measure = measure_doubling};
        struct arena arena = {0};
        struct fixture_result result = {0};
        struct err err = {0};
        cr_assert_eq(analyse_fixture(&plan, &sampler, &arena, &result, &err), 0);
        cr_expect_leq(result.seconds, seconds * 1.000001, "%g of %g s", result.seconds, seconds);
        cr_expect_eq(result.verdicts & 1u << VERDICT_ERROR, 0, "it was not the program that failed");
        cr_expect_eq(result.verdicts & 1u << VERDICT_CLEAN, 0, "with %g s", seconds);
        arena_release(&arena);
    }
}

Test(analyse, a_sampler_that_breaks_keeps_what_was_taken)
{
    int64_t sizes[SYNTHETIC_POINTS];
    struct analyse_plan plan = synthetic_plan(sizes, 1);
    struct synthetic program = {.cpu = linear_cpu, .broken_after = 11};
    struct arena arena = {0};
    struct fixture_result result;
    cr_assert_eq(synthetic_analyse(&program, &plan, &arena, &result), -1);
    cr_assert_eq(result.samples.count, 10);
    cr_assert_not(synthetic_has(&result, VERDICT_CLEAN));
    arena_release(&arena);
}

Test(analyse, the_same_samples_give_the_same_verdict)
{
    struct fixture_result results[2];
    struct arena arena = {0};
    for (size_t i = 0; i < 2; i++) {
        int64_t sizes[SYNTHETIC_POINTS];
        struct analyse_plan plan = synthetic_plan(sizes, 42);
        struct synthetic program = {.cpu = square_cpu, .noise = 0.1};
        results[i] = analyse(&program, &plan, &arena);
    }
    cr_assert_eq(results[0].runs, results[1].runs);
    cr_assert_eq(results[0].verdicts, results[1].verdicts);
    for (size_t i = 0; i < results[0].samples.count; i++) {
        cr_assert_eq(results[0].samples.items[i].n, results[1].samples.items[i].n);
        cr_assert_eq(results[0].samples.items[i].user, results[1].samples.items[i].user);
    }
    cr_assert_str_eq(results[0].findings.items[0].message, results[1].findings.items[0].message);
    arena_release(&arena);
}
