/* Cliffs that only CPU time shows, on made noise that drifts and bursts: exact where there is one,
 * nothing where there is none. */
#include <criterion/criterion.h>

#include "synthetic.h"

/* Noise in time: slow regimes, a burst now and then, and a little of every run's own. */
struct noisy {
    double (*cpu)(int64_t n);
    struct rng rng;
    double regime;
    unsigned left;
};

static int measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err)
{
    struct noisy *program = self->context;
    (void)err;
    if (program->left-- == 0) {
        program->left = 20 + (unsigned)rng_below(&program->rng, 80);
        program->regime = rng_below(&program->rng, 4) ? 1 : 1 + 0.4 * rng_unit(&program->rng);
    }
    double factor = program->regime * (1 + 0.04 * rng_unit(&program->rng));
    if (rng_below(&program->rng, 40) == 0)
        factor *= 1 + 0.5 * rng_unit(&program->rng);
    double cpu = program->cpu(n) * factor;
    *sample = (struct sample){.n = n,
                              .round = round,
                              .phase = phase,
                              .user = cpu,
                              .wall = cpu,
                              .minflt = 1000,
                              .maxrss = 10000000};
    return 0;
}

static struct fixture_result analyse(double (*cpu)(int64_t), uint64_t seed, struct arena *arena)
{
    int64_t sizes[SYNTHETIC_POINTS];
    struct analyse_plan plan = synthetic_plan(sizes, seed);
    struct noisy program = {.cpu = cpu};
    struct sampler sampler = {.measure = measure, .context = &program};
    struct fixture_result result = {0};
    struct err err = {0};
    rng_seed(&program.rng, seed + 77);
    cr_assert_eq(analyse_fixture(&plan, &sampler, arena, &result, &err), 0);
    return result;
}

static double flat(int64_t n)
{
    (void)n;
    return 0.05;
}

static double linear(int64_t n)
{
    return 0.02 + 1e-6 * (double)n;
}

static double sorted(int64_t n)
{
    return 0.001 + 3e-8 * (double)n * log((double)n);
}

static double squared(int64_t n)
{
    return 0.02 + 1e-10 * (double)n * (double)n;
}

static double knee(int64_t n)
{
    double t = log2((double)n / 20000) + 0.5;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return linear(n) * (1 + 2 * t * t * (3 - 2 * t));
}

static double doubling(int64_t n)
{
    return 0.002 + 1e-6 * ((double)n + 1.5 * exp2(ceil(log2((double)n))));
}

static double tiny_step(int64_t n)
{
    return 0.0001 + (n >= 30000 ? 0.00005 : 0);
}

Test(timing_cliffs, curves_without_a_cliff_have_none)
{
    double (*const curves[])(int64_t) = {flat, linear, sorted, squared, knee, doubling, tiny_step};
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++)
        for (uint64_t seed = 0; seed < 40; seed++) {
            struct arena arena = {0};
            struct fixture_result result = analyse(curves[i], seed, &arena);
            cr_assert_eq(result.cliff_count, 0, "curve %zu seed %zu: n = %lld", i, (size_t)seed,
                         result.cliff_count ? (long long)result.cliffs[0].n : 0LL);
            arena_release(&arena);
        }
}

static double jump(int64_t n)
{
    return linear(n) * (n >= 54321 ? 2 : 1);
}

static double drop(int64_t n)
{
    return linear(n) / (n >= 7777 ? 4 : 1);
}

static double near_the_end(int64_t n)
{
    return linear(n) * (n >= 260000 ? 3 : 1);
}

static double stairs(int64_t n)
{
    return linear(n) + 0.5 * floor((double)n / 70000);
}

Test(timing_cliffs, a_cliff_is_found_at_its_exact_size)
{
    static const struct {
        double (*cpu)(int64_t);
        int64_t at;
        double ratio;
        enum cliff_kind kind;
    } cases[] = {{jump, 54321, 2, CLIFF_WALL},
                 {drop, 7777, 0.25, CLIFF_WALL},
                 {near_the_end, 260000, 3, CLIFF_WALL},
                 {stairs, 70000, 6.5, CLIFF_STAIRCASE}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned found = 0;
        for (uint64_t seed = 0; seed < 40; seed++) {
            struct arena arena = {0};
            struct fixture_result result = analyse(cases[i].cpu, seed, &arena);
            if (result.cliff_count > 0 && result.cliffs[0].n == cases[i].at) {
                const struct cliff *cliff = &result.cliffs[0];
                found++;
                cr_assert(cliff->exact);
                cr_assert_eq(cliff->bracket_low, cases[i].at - 1);
                cr_assert_eq(cliff->metric, METRIC_CPU);
                cr_assert_eq(cliff->kind, cases[i].kind, "case %zu seed %zu", i, (size_t)seed);
                cr_assert_float_eq(cliff->ratio / cases[i].ratio, 1, 0.3, "%g", cliff->ratio);
            }
            arena_release(&arena);
        }
        cr_assert_geq(found, 39, "case %zu: %u of 40", i, found);
    }
}

static double two(int64_t n)
{
    return linear(n) * (n >= 5000 ? 2.5 : 1) * (n >= 90001 ? 2.5 : 1);
}

Test(timing_cliffs, two_cliffs_in_ascending_order)
{
    unsigned found = 0;
    for (uint64_t seed = 0; seed < 40; seed++) {
        struct arena arena = {0};
        struct fixture_result result = analyse(two, seed, &arena);
        found += result.cliff_count == 2 && result.cliffs[0].n == 5000 &&
                 result.cliffs[1].n == 90001;
        arena_release(&arena);
    }
    cr_assert_geq(found, 39, "%u of 40", found);
}

static double small_jump(int64_t n)
{
    return 0.02 + 0.002 * (double)n + (n >= 6 ? 0.02 : 0);
}

/* From 8 on, each one more costs more than twice as much as one before. */
static double small_bend(int64_t n)
{
    return 0.0147 * (double)n + (n >= 8 ? 0.0207 * (double)(n - 7) : 0);
}

static double small_square(int64_t n)
{
    return 0.001 * (double)(n * n);
}

static struct fixture_result analyse_small(double (*cpu)(int64_t), uint64_t seed,
                                           struct arena *arena)
{
    static const int64_t sizes[] = {1, 2, 3, 4, 5, 6, 8, 11, 15, 21, 28, 40};
    struct analyse_plan plan = {
        .sizes = sizes, .size_count = 12, .multiple = 1, .rounds = 5, .seed = seed};
    struct noisy program = {.cpu = cpu};
    struct sampler sampler = {.measure = measure, .context = &program};
    struct fixture_result result = {0};
    struct err err = {0};
    rng_seed(&program.rng, seed + 77);
    cr_assert_eq(analyse_fixture(&plan, &sampler, arena, &result, &err), 0);
    return result;
}

Test(timing_cliffs, between_small_sizes_growth_is_no_cliff)
{
    unsigned found = 0;
    for (uint64_t seed = 0; seed < 40; seed++) {
        struct arena arena = {0};
        struct fixture_result result = analyse_small(small_jump, seed, &arena);
        found += result.cliff_count == 1 && result.cliffs[0].n == 6;
        cr_assert_eq(analyse_small(small_bend, seed, &arena).cliff_count, 0);
        cr_assert_eq(analyse_small(small_square, seed, &arena).cliff_count, 0);
        arena_release(&arena);
    }
    cr_assert_geq(found, 38, "%u of 40", found);
}
