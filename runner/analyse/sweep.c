#include "sweep.h"

#include <math.h>

#include "robust.h"
#include "step.h"

/* Beyond an obvious jump of memory, two sizes and this much wall time are enough to know how the
 * program scales there. */
enum { BEYOND_POINTS = 2 };
#define BEYOND_SECONDS 0.5
/* Machines repeat themselves to no better than this, whatever a short series says. */
#define SIGMA_LEAST 0.003

static void point_add(struct point *point, const struct sample *sample)
{
    if (sample->end != SAMPLE_OK) {
        point->failed = true;
        return;
    }
    if (point->count == 0) {
        point->minflt = (double)sample->minflt;
        point->maxrss = (double)sample->maxrss;
        point->wall = sample->wall;
    }
    if (point->count < SWEEP_ROUND_MAX)
        point->logs[point->count++] = sample_log_cpu(sample);
}

static bool is_beyond_jump(const struct sweep *sweep, size_t i)
{
    return i > 1 && step_excess(sweep, METRIC_MINFLT, i - 1) >
                        sweep->points[i - 1].minflt;
}

void sweep_first(struct session *session, struct sweep *sweep)
{
    const struct analyse_plan *plan = session->plan;
    sweep->points = ARENA_ARRAY(session->arena, struct point, plan->size_count);
    double beyond_seconds = 0;
    size_t beyond = 0, failing = 0;
    for (size_t i = 0; i < plan->size_count && failing < 2; i++) {
        if (beyond >= BEYOND_POINTS && beyond_seconds > BEYOND_SECONDS)
            break;
        struct sample sample;
        if (!session_run(session, plan->sizes[i], "sweep", &sample))
            break;
        struct point *point = &sweep->points[sweep->count++];
        point->n = plan->sizes[i];
        point_add(point, &sample);
        failing = point->failed ? failing + 1 : 0;
        if (beyond > 0 || (!point->failed && is_beyond_jump(sweep, i))) {
            beyond++;
            beyond_seconds += sample.wall;
        }
    }
    sweep->rounds = 1;
}

void sweep_round(struct session *session, struct sweep *sweep)
{
    size_t *order = ARENA_ARRAY(session->arena, size_t, sweep->count + 1);
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
        point_add(&sweep->points[order[i]], &sample);
    }
    sweep->rounds++;
}

/* Deviations of exactly zero are the medians themselves and say nothing of the noise. */
static double pooled_sigma(const struct sweep *sweep, double *scratch)
{
    size_t count = 0;
    for (size_t i = 0; i < sweep->count; i++) {
        const struct point *point = &sweep->points[i];
        for (unsigned k = 0; point->count > 1 && k < point->count; k++) {
            double deviation = fabs(point->logs[k] - point->level);
            if (deviation > 0)
                scratch[count++] = deviation;
        }
    }
    return fmax(SIGMA_LEAST, MAD_TO_SIGMA * median(scratch, count));
}

void sweep_estimate(struct session *session, struct sweep *sweep)
{
    size_t values = 1;
    unsigned fewest = SWEEP_ROUND_MAX;
    for (size_t i = 0; i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        double copy[SWEEP_ROUND_MAX];
        for (unsigned k = 0; k < point->count; k++)
            copy[k] = point->logs[k];
        point->level = median(copy, point->count);
        values += point->count;
        if (!point->failed && !point->spared && point->count < fewest)
            fewest = point->count;
    }
    sweep->sigma = pooled_sigma(sweep, ARENA_ARRAY(session->arena, double, values));
    /* The median's standard error is 1.25 times that of the mean. */
    sweep->error = 1.25 * sweep->sigma / sqrt(fewest > 0 ? fewest : 1);
}

double sweep_wall(const struct sweep *sweep, int64_t n)
{
    for (size_t i = 0; i < sweep->count; i++)
        if (sweep->points[i].n >= n)
            return sweep->points[i].wall;
    return sweep->count ? sweep->points[sweep->count - 1].wall : 0;
}
