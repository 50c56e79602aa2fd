/* A program made of formulas: what the tests of the analysis measure instead of a clock. */
#ifndef TESTS_SYNTHETIC_H
#define TESTS_SYNTHETIC_H

#include <math.h>
#include <string.h>

#include "analyse.h"
#include "rng.h"

struct synthetic {
    double (*cpu)(int64_t n);          /* seconds; NULL: 10 ms at every size */
    double (*minflt)(int64_t n);       /* NULL: 1000 */
    double (*maxrss)(int64_t n);       /* NULL: 10 MB */
    double (*copied)(int64_t n);       /* bytes, told in counted runs; NULL: not told */
    enum sample_end (*end)(int64_t n); /* NULL: SAMPLE_OK */
    double noise;                      /* standard deviation of the logarithm of CPU time */
    double fault_noise;                /* largest number of stray faults */
    size_t broken_after;               /* measuring fails from this run on; 0: never */
    size_t runs;
    struct rng rng;
};

static int synthetic_measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                             struct sample *sample, struct err *err)
{
    struct synthetic *program = self->context;
    program->runs++;
    if (program->broken_after && program->runs >= program->broken_after)
        return err_set(err, "the launcher is gone");
    double normal = sqrt(-2 * log(1 - rng_unit(&program->rng))) *
                    cos(6.283185307179586 * rng_unit(&program->rng));
    double cpu = (program->cpu ? program->cpu(n) : 0.01) * exp(program->noise * normal);
    double minflt = (program->minflt ? program->minflt(n) : 1000) +
                    floor(program->fault_noise * rng_unit(&program->rng));
    *sample = (struct sample){.n = n,
                              .round = round,
                              .phase = phase,
                              .user = cpu,
                              .wall = cpu,
                              .end = program->end ? program->end(n) : SAMPLE_OK,
                              .minflt = (uint64_t)minflt,
                              .maxrss = (uint64_t)(program->maxrss ? program->maxrss(n) : 1e7)};
    if (program->copied && strcmp(phase, "count") == 0)
        sample->count = (struct sample_count){true, (uint64_t)program->copied(n), 0, 0};
    sample->status = sample->end == SAMPLE_OK ? 0 : 1;
    return 0;
}

/* Analyses the program; results live in `arena`, which the test releases. */
static inline int synthetic_analyse(struct synthetic *program, struct analyse_plan *plan,
                                    struct arena *arena, struct fixture_result *result)
{
    struct sampler sampler = {.measure = synthetic_measure, .context = program};
    struct err err = {0};
    rng_seed(&program->rng, plan->seed + 1000);
    program->runs = 0;
    *result = (struct fixture_result){0};
    return analyse_fixture(plan, &sampler, arena, result, &err);
}

enum { SYNTHETIC_POINTS = 24 };

/* Each claim in proportion to n; 0: not claimed. */
struct synthetic_claims {
    double per_n[CLAIM_COUNT];
};

static inline double synthetic_claim(void *context, enum claim claim, int64_t n)
{
    double per_n = ((const struct synthetic_claims *)context)->per_n[claim];
    return per_n > 0 ? per_n * (double)n : -1;
}

static inline void synthetic_claims(struct analyse_plan *plan, struct synthetic_claims *claims)
{
    plan->claim = synthetic_claim;
    plan->claim_context = claims;
}

/* 24 sizes from 1000 to 300000 in equal ratios, 5 rounds. */
static inline struct analyse_plan synthetic_plan(int64_t sizes[SYNTHETIC_POINTS], uint64_t seed)
{
    for (int i = 0; i < SYNTHETIC_POINTS; i++)
        sizes[i] = llround(1000 * pow(300, (double)i / (SYNTHETIC_POINTS - 1)));
    return (struct analyse_plan){
        .sizes = sizes, .size_count = SYNTHETIC_POINTS, .multiple = 1, .rounds = 5, .seed = seed};
}

static inline bool synthetic_has(const struct fixture_result *result, enum verdict verdict)
{
    return (result->verdicts >> verdict) & 1;
}

#endif
