#include "judge.h"

#include <math.h>

#include "analyse.h"
#include "compare.h"
#include "expect.h"
#include "spec.h"

struct claims {
    struct expr *of[CLAIM_COUNT];
};

/* Negative where nothing is claimed, or nothing that can be computed. */
static double value(const struct expr *expr, int64_t n)
{
    double bytes = expr ? expr_value(expr, n) : -1;
    return isfinite(bytes) ? bytes : -1;
}

static double claimed(void *context, enum claim claim, int64_t n)
{
    return value(((const struct claims *)context)->of[claim], n);
}

/* NULL also for an expression that a damaged record made wrong: it then claims nothing. */
static struct expr *claim(const char *text, const struct task *task, struct arena *arena)
{
    struct expr_error error;
    return text ? spec_claim(text, task->variables, task->variable_count, arena, &error) : NULL;
}

/* False when nothing is claimed. */
static bool read_claims(const struct task *task, struct claims *claims, struct arena *arena)
{
    bool any = false;
    for (int i = 0; i < CLAIM_COUNT; i++) {
        claims->of[i] = claim(task->claims[i], task, arena);
        any |= claims->of[i] != NULL;
    }
    return any;
}

static void name_result(const struct task *task, struct arena *arena, struct fixture_result *result)
{
    *result = (struct fixture_result){.name = task->name, .variant_count = task->variant_count};
    result->variant_keys = ARENA_ARRAY(arena, const char *, task->variant_count + 1);
    result->variant_values = ARENA_ARRAY(arena, const char *, task->variant_count + 1);
    for (size_t i = 0; i < task->variant_count; i++) {
        result->variant_keys[i] = task->variant[i].name;
        result->variant_values[i] = task->variant[i].value;
    }
}

void judge_absent(const struct task *task, enum fixture_status status, const char *reason,
                  struct arena *arena, struct fixture_result *result)
{
    name_result(task, arena, result);
    result->status = status;
    result->reason = reason;
    result->expected = status == FIXTURE_SKIPPED;
}

/* Not when the time is up. */
static int count_side(const struct task *task, struct sampler *sampler,
                      struct fixture_result *result, struct cliff_side *side, struct err *err)
{
    struct sample sample = {0};
    double left = task->second_max - result->seconds;
    if (task->second_max > 0 && left <= 0)
        return 0;
    if (sampler_take(sampler, fmax(0, left), side->n, 0, "count", &sample, err) != 0)
        return -1;
    result->seconds += sample.wall;
    if (sample.end == SAMPLE_OK)
        side->count = sample.count;
    return 0;
}

/* One run on each side is enough: what is counted has no noise. */
static int count_sides(const struct task *task, struct sampler *sampler,
                       struct fixture_result *result, struct err *err)
{
    for (size_t i = 0; i < result->cliff_count; i++) {
        struct cliff *cliff = &result->cliffs[i];
        if (cliff->kind != CLIFF_ERROR &&
            (count_side(task, sampler, result, &cliff->below, err) != 0 ||
             count_side(task, sampler, result, &cliff->above, err) != 0))
            return -1;
    }
    return 0;
}

void judge_task(const struct task *task, struct sampler *sampler, const struct ladder *ladder,
                const struct judge_watch *watch, struct run_result *run,
                struct fixture_result *result)
{
    struct arena *arena = &run->arena;
    struct claims claims;
    bool claims_any = read_claims(task, &claims, arena);
    struct analyse_plan plan = {.sizes = task->sizes,
                                .size_count = task->size_count,
                                .multiple = task->multiple,
                                .only_listed = task->only_listed,
                                .rounds = task->rounds,
                                .run_max = task->run_max,
                                .second_max = task->second_max,
                                .seed = run->seed,
                                .counted = task->counted,
                                .quick = task->quick,
                                .scaling = task->scaling,
                                .claim = claims_any ? claimed : NULL,
                                .claim_context = &claims,
                                .ladder = ladder,
                                .samples = &run->samples};
    if (watch) {
        plan.progress = watch->progress;
        plan.progress_context = watch->context;
    }
    struct err err = {0};
    name_result(task, arena, result);
    int status = analyse_fixture(&plan, sampler, arena, result, &err);
    if (status == 0 && task->compared) {
        struct compare_plan compare = {.sizes = task->sizes,
                                       .size_count = task->size_count,
                                       .rounds = task->quick ? 7 : 0,
                                       .seed = run->seed};
        status = compare_fixture(&compare, sampler, arena, result, &err);
    }
    if (status == 0 && task->counted)
        status = count_sides(task, sampler, result, &err);
    if (status == 0)
        return;
    result->status = FIXTURE_FAILED;
    result->reason = arena_strdup(arena, err.text);
}

void judge_expectations(const struct task *const *tasks, struct run_result *result)
{
    compare_judge(result);
    for (size_t i = 0; i < result->fixtures.count; i++) {
        struct fixture_result *fixture = &result->fixtures.items[i];
        if (fixture->status == FIXTURE_OK)
            expect_check(&tasks[i]->expect, &result->arena, fixture);
    }
}
