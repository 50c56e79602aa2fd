#include "sweep.h"

#include <math.h>

#include "drift.h"
#include "robust.h"
#include "step.h"

/* Beyond an obvious jump of memory that made the program this much dearer, two sizes and this much
 * wall time are enough. */
#define DEARER 3.0
enum { BEYOND_POINTS = 2 };
#define BEYOND_SECONDS 0.5
/* Machines repeat themselves to no better than this, whatever a short series says. */
#define SIGMA_LEAST 0.003
/* This part of the drift stays: it is taken away to no better than where it was seen to change. */
#define DRIFT_LEFT 0.33

static void point_add(struct session *session, struct sweep *sweep, size_t i,
                      const struct sample *sample)
{
    struct point *point = &sweep->points[i];
    if (sample->end != SAMPLE_OK) {
        point->failed = true;
        return;
    }
    if (point->count == 0) {
        point->minflt = (double)sample->minflt;
        point->maxrss = (double)sample->maxrss;
        point->wall = sample->wall;
    }
    if (point->count >= SWEEP_ROUND_MAX)
        return;
    *VEC_ADD(&session->scratch, &sweep->runs) =
        (struct sweep_run){.point = (uint32_t)i, .slot = point->count};
    point->logs[point->count++] = sample_log_cpu(sample);
}

/* The first round under way. */
struct climb {
    unsigned beyond; /* sizes run beyond a jump that made the program dear */
    double beyond_seconds;
    unsigned failing; /* sizes in a row that failed */
    bool limited;     /* the last run ran into its time or memory limit */
};

static bool is_dear_jump(const struct sweep *sweep, size_t i)
{
    return i > 1 && sweep->points[i].wall > DEARER * sweep->points[i - 1].wall &&
           step_excess(sweep, METRIC_MINFLT, i - 1) > sweep->points[i - 1].minflt;
}

static bool climb_to(struct session *session, struct sweep *sweep, int64_t n, struct climb *climb)
{
    struct sample sample;
    if (!session_run(session, n, "sweep", &sample))
        return false;
    size_t i = sweep->count++;
    struct point *point = &sweep->points[i];
    point->n = n;
    point_add(session, sweep, i, &sample);
    climb->failing = point->failed ? climb->failing + 1 : 0;
    climb->limited = sample.end == SAMPLE_TIMEOUT || sample.end == SAMPLE_MEMORY;
    if (climb->beyond > 0 || (!point->failed && is_dear_jump(sweep, i))) {
        climb->beyond++;
        climb->beyond_seconds += sample.wall;
    }
    return true;
}

void sweep_first(struct session *session, struct sweep *sweep)
{
    const struct analyse_plan *plan = session->plan;
    struct climb climb = {0};
    size_t i = 0, last = plan->size_count - 1;
    sweep->rounds = 1;
    sweep->points = ARENA_ARRAY(&session->scratch, struct point, plan->size_count);
    for (; i <= last && climb.failing < 2; i++) {
        if (climb.beyond >= BEYOND_POINTS && climb.beyond_seconds > BEYOND_SECONDS)
            return;
        if (!climb_to(session, sweep, plan->sizes[i], &climb))
            return;
    }
    /* Does it fail from here on, or only here?  Another timeout would not be worth the answer. */
    if (i <= last && !climb.limited)
        climb_to(session, sweep, plan->sizes[last], &climb);
}

void sweep_count(struct session *session, struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        if (!point->failed && !point->spared &&
            !session_value(session, point->n, METRIC_COPIED, "count", &point->copied))
            return;
    }
    sweep->counted = true;
}

void sweep_round(struct session *session, struct sweep *sweep)
{
    size_t *order = ARENA_ARRAY(&session->scratch, size_t, sweep->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < sweep->count; i++)
        if (!sweep->points[i].failed && !sweep->points[i].spared)
            order[count++] = i;
    rng_shuffle(&session->rng, order, count);
    session->round = sweep->rounds;
    for (size_t i = 0; i < count; i++) {
        struct sample sample;
        if (!session_run(session, sweep->points[order[i]].n, "sweep", &sample))
            return;
        point_add(session, sweep, order[i], &sample);
    }
    sweep->rounds++;
}

/* Deviations of exactly zero are the medians themselves and say nothing of the noise. */
static double pooled_sigma(const struct sweep *sweep, bool clean, double *scratch)
{
    size_t count = 0;
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        const double *values = clean ? point->clean : point->logs;
        for (unsigned k = 0; point->count > 1 && k < point->count; k++) {
            double deviation = fabs(values[k] - point->level);
            if (deviation > 0)
                scratch[count++] = deviation;
        }
    }
    return fmax(SIGMA_LEAST, MAD_TO_SIGMA * median(scratch, count));
}

static unsigned fewest_runs(const struct sweep *sweep)
{
    unsigned fewest = SWEEP_ROUND_MAX;
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        if (!point->failed && !point->spared && point->count > 0 && point->count < fewest)
            fewest = point->count;
    }
    return fewest;
}

void sweep_estimate(struct sweep *sweep)
{
    struct arena arena = {0};
    double *scratch = ARENA_ARRAY(&arena, double, sweep->runs.count + 1);
    drift_remove(sweep, scratch);
    double clean = pooled_sigma(sweep, true, scratch);
    sweep->stray = fmax(clean, pooled_sigma(sweep, false, scratch));
    sweep->sigma = hypot(clean, DRIFT_LEFT * sweep->stray);
    /* The median's standard error is 1.25 times that of the mean. */
    sweep->error = 1.25 * sweep->sigma / sqrt(fewest_runs(sweep));
    arena_release(&arena);
}

/* The first point that is not below n, or the last one; NULL when there is none. */
static const struct point *point_from(const struct sweep *sweep, int64_t n)
{
    size_t i = 0;
    while (i + 1 < sweep->count && sweep->points[i].n < n)
        i++;
    return sweep->count ? &sweep->points[i] : NULL;
}

double sweep_wall(const struct sweep *sweep, int64_t n)
{
    const struct point *point = point_from(sweep, n);
    return point ? point->wall : 0;
}

double sweep_cpu(const struct sweep *sweep, int64_t n)
{
    const struct point *point = point_from(sweep, n);
    return point && point->count ? exp(point->logs[0]) : 0;
}
