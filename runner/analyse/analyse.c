/* The order of the steps: what is cheap and sure goes before what is dear and needs statistics. */
#include "analyse.h"

#include <math.h>

#include "claims.h"
#include "cliffs.h"
#include "failing.h"
#include "memory.h"
#include "scaling.h"
#include "slope.h"
#include "timing.h"
#include "verdict.h"

/* Once memory has proved a cliff, a size beyond it that takes longer than this is not run again. */
#define DEAR_SECONDS 0.1
/* Then CPU time is only asked whether there is another cliff before it: in fewer rounds. */
enum { ROUNDS_AFTER_CLIFF = 3 };

static void spare_dear(struct sweep *sweep, const struct cliff_list *cliffs)
{
    if (cliffs->count == 0)
        return;
    for (size_t i = 0; i < sweep->count; i++)
        if (sweep->points[i].n >= cliffs->items[0].n && sweep->points[i].wall > DEAR_SECONDS)
            sweep->points[i].spared = true;
}

/* The points below the first cliff (above == false) or above the last one. */
static struct scaling_fit fit_side(struct session *session, const struct sweep *sweep,
                                   const struct cliff_list *cliffs, bool above)
{
    double *n = ARENA_ARRAY(&session->scratch, double, sweep->count + 1);
    double *cost = ARENA_ARRAY(&session->scratch, double, sweep->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        bool is_below = cliffs->count == 0 || point->n < cliffs->items[0].n;
        bool is_above = cliffs->count > 0 && point->n >= cliffs->items[cliffs->count - 1].n;
        if (point->count == 0 || !(above ? is_above : is_below))
            continue;
        n[count] = (double)point->n;
        cost[count++] = exp(point->level);
    }
    return scaling_fit(n, cost, count, sweep->error);
}

static void hunt(struct session *session, struct sweep *sweep, struct cliff_list *cliffs)
{
    memory_hunt(session, sweep, cliffs);
    spare_dear(sweep, cliffs);
    if (session->plan->counted)
        sweep_count(session, sweep);
    memory_hunt_copied(session, sweep, cliffs);
    spare_dear(sweep, cliffs);
    unsigned rounds = session->plan->rounds;
    bool proved = cliffs->count > 0;
    if (proved && rounds > ROUNDS_AFTER_CLIFF)
        rounds = ROUNDS_AFTER_CLIFF;
    timing_rounds(session, sweep, rounds, proved);
    timing_hunt(session, sweep, cliffs);
}

/* A cliff would look like one. */
static void look_at_slope(struct session *session, const struct sweep *sweep,
                          const struct cliff_list *cliffs)
{
    struct slope_change change;
    if (cliffs->count == 0 && session->end == SESSION_RUNNING && sweep->error < ERROR_HOPELESS &&
        slope_change(sweep, &change))
        session_remark(session, (struct remark){REMARK_SLOPE, change.low, change.high,
                                                change.after / change.before});
}

int analyse_fixture(const struct analyse_plan *plan, struct sampler *sampler, struct arena *arena,
                    struct fixture_result *result, struct err *err)
{
    struct session session;
    struct sweep sweep = {0};
    struct cliff_list cliffs = {0};
    struct cliff error_cliff;
    session_start(&session, plan, sampler, arena, result, err);
    sweep_first(&session, &sweep);
    struct evidence evidence = {.sweep = &sweep, .cliffs = &cliffs};
    evidence.failing = failing_judge(&session, &sweep, &error_cliff);
    failing_cut(&sweep);
    hunt(&session, &sweep, &cliffs);
    look_at_slope(&session, &sweep, &cliffs);
    if (evidence.failing == FAILING_FROM)
        cliffs_add(&session, &cliffs, &error_cliff);
    cliffs_describe(&session, &cliffs);
    evidence.below = fit_side(&session, &sweep, &cliffs, false);
    evidence.above = fit_side(&session, &sweep, &cliffs, true);
    result->below = scaling_result(&evidence.below, arena);
    result->above = scaling_result(&evidence.above, arena);
    if (cliffs.count)
        result->below.telling = 0; /* larger sizes are above the cliff */
    claims_judge(&session, &sweep, &cliffs);
    verdict_judge(&session, &evidence);
    result->cliffs = cliffs.items;
    result->cliff_count = cliffs.count;
    session_release(&session);
    return session.end == SESSION_BROKEN ? -1 : 0;
}
