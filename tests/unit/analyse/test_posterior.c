/* Probabilistic bisection: finds the size, outvotes wrong readings, respects admissible sizes. */
#include <criterion/criterion.h>

#include "posterior.h"

static const int64_t sizes[] = {0, 1000000};
static const struct analyse_plan plan = {.sizes = sizes, .size_count = 2, .multiple = 1};

/* Bisects for `at` with readings of which a part is wrong; returns the number of probes. */
static unsigned bisect(int64_t at, double wrong, uint64_t seed, int64_t *low, int64_t *high)
{
    struct posterior posterior;
    struct rng rng;
    rng_seed(&rng, seed);
    posterior_start(&posterior, 1000, 900000);
    unsigned probes = 0;
    do {
        int64_t n = posterior_probe(&posterior, &plan, &rng);
        cr_assert(n > 1000 && n < 900000);
        bool far = (n >= at) != (rng_unit(&rng) < wrong);
        posterior_update(&posterior, n, far ? 0.1 : 0.9, far ? 0.9 : 0.1);
        posterior_interval(&posterior, 0.005, low, high);
    } while (*high - *low > 1 && ++probes < POSTERIOR_PROBE_MAX);
    return probes;
}

Test(posterior, finds_every_size_in_few_probes)
{
    for (int64_t at = 1001; at <= 900000; at += 8999) {
        int64_t low, high;
        cr_assert_lt(bisect(at, 0, 1, &low, &high), 45);
        cr_assert_eq(high, at);
        cr_assert_eq(low, at - 1);
    }
}

Test(posterior, wrong_readings_are_outvoted)
{
    unsigned right = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        int64_t low, high;
        bisect(123457, 0.08, seed, &low, &high);
        right += high == 123457 && low == 123456;
    }
    cr_assert_geq(right, 195, "%u of 200", right);
}

Test(posterior, weights_stay_a_probability)
{
    struct posterior posterior;
    struct rng rng;
    rng_seed(&rng, 3);
    posterior_start(&posterior, 10, 1000);
    for (unsigned i = 0; i < 300; i++) {
        int64_t n = 11 + (int64_t)rng_below(&rng, 988);
        posterior_update(&posterior, n, 0.4 + rng_unit(&rng), 0.4 + rng_unit(&rng));
        double sum = 0;
        for (size_t k = 0; k < posterior.count; k++) {
            cr_assert_geq(posterior.weight[k], 0);
            cr_assert_lt(posterior.cut[k], posterior.cut[k + 1]);
            sum += posterior.weight[k];
        }
        cr_assert_float_eq(sum, 1, 1e-9);
    }
    cr_assert_eq(posterior.cut[0], 10);
    cr_assert_eq(posterior.cut[posterior.count], 1000);
    cr_assert_float_eq(posterior_at_most(&posterior, 1000), 1, 1e-9);
    cr_assert_float_eq(posterior_at_most(&posterior, 10), 0, 1e-9);
}

Test(posterior, probes_only_admissible_sizes)
{
    struct analyse_plan multiples = plan;
    multiples.multiple = 64;
    struct posterior posterior;
    struct rng rng;
    rng_seed(&rng, 4);
    posterior_start(&posterior, 640, 640000);
    for (unsigned i = 0; i < 30; i++) {
        int64_t n = posterior_probe(&posterior, &multiples, &rng);
        cr_assert_eq(n % 64, 0);
        posterior_update(&posterior, n, n < 100000 ? 0.9 : 0.1, n < 100000 ? 0.1 : 0.9);
    }
    int64_t low, high;
    posterior_interval(&posterior, 0.01, &low, &high);
    cr_assert_eq(high, 100032);
    cr_assert_eq(low, 99968);
}
