#include "compare.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "ranks.h"
#include "rng.h"
#include "robust.h"

/* A/A trials: with p < 0.01, at least 5 % and a second stage that agrees, none of 20 000 draws was
 * called a regression; 10 runs a side are enough for 10 %. */
#define EFFECT  0.05
#define STAGE_P 0.01
#define HOLM_P  0.005
/* "Unchanged" is a claim too: the interval of the ratio must lie within this. */
#define SAME 0.08
enum { ROUNDS_DEFAULT = 10, SIZES_COMPARED = 2 };

struct stage {
    double base[RANKS_MAX], head[RANKS_MAX], null[RANKS_MAX]; /* logarithms of seconds */
    size_t count, null_count;
};

struct comparer {
    const struct compare_plan *plan;
    struct sampler *sampler;
    struct rng rng;
    size_t rounds;
    struct err *err;
};

/* 1: the run failed; -1: measuring is impossible. */
static int take(struct comparer *comparer, int64_t n, size_t round, const char *phase,
                double *value)
{
    struct sample sample = {0};
    if (comparer->sampler->measure(comparer->sampler, n, (uint32_t)round, phase, &sample,
                                   comparer->err) != 0)
        return -1;
    *value = log(fmax(sample_metric(&sample, METRIC_CPU), 1e-6));
    return sample.end == SAMPLE_OK ? 0 : 1;
}

/* Every round has each arm once, in a fresh order. */
static int take_stage(struct comparer *comparer, int64_t n, bool control, struct stage *stage)
{
    static const char *const phases[] = {"base", "head", "null"};
    *stage = (struct stage){0};
    for (size_t round = 0; round < comparer->rounds; round++) {
        size_t order[] = {0, 1, 2}, arms = control ? 3 : 2;
        double values[3];
        rng_shuffle(&comparer->rng, order, arms);
        for (size_t i = 0; i < arms; i++) {
            int status = take(comparer, n, round, phases[order[i]], &values[order[i]]);
            if (status != 0)
                return status;
        }
        stage->base[stage->count] = values[0];
        stage->head[stage->count++] = values[1];
        if (control)
            stage->null[stage->null_count++] = values[2];
    }
    return 0;
}

static bool differs(const struct stage *stage, double *p, double *shift)
{
    *p = ranks_p(stage->base, stage->count, stage->head, stage->count);
    *shift = ranks_shift(stage->base, stage->count, stage->head, stage->count).middle;
    return *p < STAGE_P && fabs(*shift) > log1p(EFFECT);
}

static bool control_holds(const struct stage *stage)
{
    double p = ranks_p(stage->base, stage->count, stage->null, stage->null_count);
    double shift = ranks_shift(stage->base, stage->count, stage->null, stage->null_count).middle;
    return p >= STAGE_P || fabs(shift) <= log1p(EFFECT);
}

static double *keep(struct arena *arena, const struct stage *stages, size_t count, bool head,
                    size_t *kept)
{
    double *values = ARENA_ARRAY(arena, double, count *RANKS_MAX);
    *kept = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < stages[i].count; k++)
            values[(*kept)++] = exp((head ? stages[i].head : stages[i].base)[k]);
    return values;
}

/* All stages' runs together. */
static void estimate(const struct stage *stages, size_t count, struct comparison *comparison)
{
    double base[2 * RANKS_MAX], head[2 * RANKS_MAX];
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < stages[i].count && total < RANKS_MAX; k++) {
            base[total] = stages[i].base[k];
            head[total++] = stages[i].head[k];
        }
    struct ranks_shift shift = ranks_shift(base, total, head, total);
    comparison->ratio = exp(shift.middle);
    comparison->low = exp(shift.low);
    comparison->high = exp(shift.high);
}

static int compare_size(struct comparer *comparer, int64_t n, struct arena *arena,
                        struct fixture_result *result)
{
    static struct stage stages[2];
    double p, shift, second_p = 1, second_shift = 0;
    int status = take_stage(comparer, n, false, &stages[0]);
    if (status != 0)
        return status;
    bool different = differs(&stages[0], &p, &shift), controlled = true;
    size_t count = 1;
    if (different) {
        status = take_stage(comparer, n, true, &stages[1]);
        if (status != 0)
            return status;
        count = 2;
        bool again = differs(&stages[1], &second_p, &second_shift);
        controlled = control_holds(&stages[1]);
        different = again && (shift > 0) == (second_shift > 0);
    }
    struct comparison *comparison = VEC_ADD(arena, &result->comparisons);
    comparison->n = n;
    comparison->base = keep(arena, stages, count, false, &comparison->base_count);
    comparison->head = keep(arena, stages, count, true, &comparison->head_count);
    comparison->controlled = controlled;
    /* That two independent stages are both at most as likely as the likelier one. */
    comparison->p = different ? fmax(p, second_p) * fmax(p, second_p) : 1;
    estimate(stages, count, comparison);
    return 0;
}

int compare_fixture(const struct compare_plan *plan, struct sampler *sampler, struct arena *arena,
                    struct fixture_result *result, struct err *err)
{
    struct comparer comparer = {.plan = plan, .sampler = sampler, .err = err};
    comparer.rounds = plan->rounds ? plan->rounds : ROUNDS_DEFAULT;
    if (comparer.rounds > RANKS_MAX / 2)
        comparer.rounds = RANKS_MAX / 2;
    rng_seed(&comparer.rng, plan->seed);
    for (size_t i = 0; i < SIZES_COMPARED && i < plan->size_count; i++) {
        /* The largest, where the work outweighs start-up, and one in the middle. */
        size_t at = i == 0 ? plan->size_count - 1 : plan->size_count / 2;
        int status = compare_size(&comparer, plan->sizes[at], arena, result);
        if (status < 0)
            return -1;
    }
    return 0;
}

static enum change name_change(const struct comparison *comparison, double threshold)
{
    bool different = comparison->p < 1;
    if (different && comparison->controlled && comparison->p <= threshold)
        return comparison->ratio > 1 ? CHANGE_REGRESSION : CHANGE_IMPROVEMENT;
    bool same = comparison->low > 1 - SAME && comparison->high < 1 + SAME;
    return same && !different ? CHANGE_UNCHANGED : CHANGE_INCONCLUSIVE;
}

static void add_finding(struct run_result *result, struct fixture_result *fixture,
                        const struct comparison *comparison)
{
    struct arena *arena = &result->arena;
    const char *amount = arena_printf(
        arena, "processor time at n = %" PRId64 " is %.3f times the base's (95 %%: %.3f to %.3f)",
        comparison->n, comparison->ratio, comparison->low, comparison->high);
    struct result_finding finding = {.rule = "BR106", .level = RESULT_NOTE};
    switch (comparison->change) {
    case CHANGE_REGRESSION:
        finding.level = RESULT_ERROR;
        finding.message = arena_printf(arena, "regression: %s", amount);
        fixture->verdicts |= 1u << VERDICT_REGRESSION;
        fixture->verdicts &= ~(1u << VERDICT_CLEAN);
        break;
    case CHANGE_IMPROVEMENT:
        finding.message = arena_printf(arena, "improvement: %s", amount);
        break;
    case CHANGE_UNCHANGED:
        finding.message = arena_printf(arena, "unchanged: %s", amount);
        break;
    default:
        finding.rule = "BR107";
        finding.message = arena_printf(
            arena, "no verdict against the base: %s%s", amount,
            comparison->controlled ? "" : "; the base differs from itself as much at the moment");
    }
    *VEC_ADD(arena, &fixture->findings) = finding;
}

/* How many comparisons are at least as significant: their place in Holm's order, from 0. */
static size_t rank_of(const struct run_result *result, const struct comparison *wanted)
{
    size_t rank = 0;
    for (size_t i = 0; i < result->fixtures.count; i++) {
        const struct fixture_result *fixture = &result->fixtures.items[i];
        for (size_t k = 0; k < fixture->comparisons.count; k++)
            rank += fixture->comparisons.items[k].p < wanted->p;
    }
    return rank;
}

void compare_judge(struct run_result *result)
{
    size_t count = 0;
    for (size_t i = 0; i < result->fixtures.count; i++)
        count += result->fixtures.items[i].comparisons.count;
    for (size_t i = 0; i < result->fixtures.count; i++) {
        struct fixture_result *fixture = &result->fixtures.items[i];
        for (size_t k = 0; k < fixture->comparisons.count; k++) {
            struct comparison *comparison = &fixture->comparisons.items[k];
            double threshold = HOLM_P / (double)(count - rank_of(result, comparison));
            comparison->change = name_change(comparison, threshold);
            add_finding(result, fixture, comparison);
        }
    }
}
