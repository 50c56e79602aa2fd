#include "compare.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "drift.h"
#include "ranks.h"
#include "rng.h"
#include "robust.h"

/* Of each of two stages.  On recorded noise none of 20 000 comparisons of a program with itself is
 * called a regression, and 10 % are found in nine of ten (bench/compare.md). */
#define EFFECT  0.05
#define STAGE_P 0.05
#define HOLM_P  0.005
/* "Unchanged" is a claim too: the interval of the ratio must lie within the smallest effect. */
#define SAME EFFECT
enum { ROUNDS_DEFAULT = 10, SIZES_COMPARED = 2 };

enum arm { ARM_BASE, ARM_HEAD, ARM_NULL, ARM_COUNT };

/* The arms are run in turns, as the sizes of a sweep are: what they have in common while the
 * machine drifts is taken away in the same manner. */
struct stage {
    struct point arms[ARM_COUNT];
    struct sweep_run order[ARM_COUNT * RANKS_MAX];
    struct sweep runs;
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
    double scratch[ARM_COUNT * RANKS_MAX];
    size_t arms = control ? 3 : 2;
    *stage = (struct stage){.runs = {.points = stage->arms, .count = arms}};
    stage->runs.runs.items = stage->order;
    for (size_t round = 0; round < comparer->rounds; round++) {
        size_t order[] = {ARM_BASE, ARM_HEAD, ARM_NULL};
        rng_shuffle(&comparer->rng, order, arms);
        for (size_t i = 0; i < arms; i++) {
            struct point *arm = &stage->arms[order[i]];
            int status = take(comparer, n, round, phases[order[i]], &arm->logs[arm->count]);
            if (status != 0)
                return status;
            stage->order[stage->runs.runs.count++] =
                (struct sweep_run){.point = (uint32_t)order[i], .slot = arm->count++};
        }
    }
    drift_remove(&stage->runs, scratch);
    return 0;
}

static bool differs(const struct stage *stage, enum arm other, double *p, double *shift)
{
    const struct point *base = &stage->arms[ARM_BASE], *arm = &stage->arms[other];
    *p = ranks_p(base->clean, base->count, arm->clean, arm->count);
    *shift = ranks_shift(base->clean, base->count, arm->clean, arm->count).middle;
    return *p < STAGE_P && fabs(*shift) > log1p(EFFECT);
}

static double *keep(struct arena *arena, const struct stage *stages, size_t count, enum arm arm,
                    size_t *kept)
{
    double *values = ARENA_ARRAY(arena, double, count *RANKS_MAX);
    *kept = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < stages[i].arms[arm].count; k++)
            values[(*kept)++] = exp(stages[i].arms[arm].logs[k]);
    return values;
}

/* All stages' runs together. */
static void estimate(const struct stage *stages, size_t count, struct comparison *comparison)
{
    double base[2 * RANKS_MAX], head[2 * RANKS_MAX];
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < stages[i].arms[ARM_BASE].count && total < RANKS_MAX; k++) {
            base[total] = stages[i].arms[ARM_BASE].clean[k];
            head[total++] = stages[i].arms[ARM_HEAD].clean[k];
        }
    struct ranks_shift shift = ranks_shift(base, total, head, total);
    comparison->ratio = exp(shift.middle);
    comparison->low = exp(shift.low);
    comparison->high = exp(shift.high);
}

static bool is_same(const struct comparison *comparison)
{
    return comparison->low > 1 - SAME && comparison->high < 1 + SAME;
}

/* A second, fresh stage: for a difference to be found again, beside a control; or for what is
 * neither different nor surely the same. */
static int compare_size(struct comparer *comparer, int64_t n, struct arena *arena,
                        struct fixture_result *result)
{
    static struct stage stages[2];
    struct comparison comparison = {.n = n, .controlled = true, .p = 1};
    double p, shift, again_p = 1, again_shift = 0, null_p, null_shift;
    int status = take_stage(comparer, n, false, &stages[0]);
    if (status != 0)
        return status;
    size_t count = 1;
    bool different = differs(&stages[0], ARM_HEAD, &p, &shift);
    estimate(stages, count, &comparison);
    if (different || !is_same(&comparison)) {
        status = take_stage(comparer, n, different, &stages[1]);
        if (status != 0)
            return status;
        estimate(stages, ++count, &comparison);
    }
    if (different) {
        comparison.controlled = !differs(&stages[1], ARM_NULL, &null_p, &null_shift);
        /* That two independent stages are both at most as likely as the likelier one. */
        if (differs(&stages[1], ARM_HEAD, &again_p, &again_shift) &&
            (shift > 0) == (again_shift > 0))
            comparison.p = fmax(p, again_p) * fmax(p, again_p);
    }
    comparison.base = keep(arena, stages, count, ARM_BASE, &comparison.base_count);
    comparison.head = keep(arena, stages, count, ARM_HEAD, &comparison.head_count);
    *VEC_ADD(arena, &result->comparisons) = comparison;
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
    return is_same(comparison) && !different ? CHANGE_UNCHANGED : CHANGE_INCONCLUSIVE;
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
    case CHANGE_UNCHANGED: finding.message = arena_printf(arena, "unchanged: %s", amount); break;
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
