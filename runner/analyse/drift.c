#include "drift.h"

#include "robust.h"

/* Runs on either side whose residuals are averaged (by their median): a change of the machine is
 * seen within as many runs.  Found on recorded noise (bench/detect.md). */
enum { REACH = 4, PASSES = 3 };

static void estimate_levels(struct sweep *sweep)
{
    for (size_t i = 0; i < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        double copy[SWEEP_ROUND_MAX];
        for (unsigned k = 0; k < point->count; k++)
            copy[k] = point->clean[k];
        point->level = median(copy, point->count);
    }
}

static double residual(const struct sweep *sweep, size_t run)
{
    const struct sweep_run *at = &sweep->runs.items[run];
    const struct point *point = &sweep->points[at->point];
    return point->logs[at->slot] - point->level;
}

static double drift_at(const double *residuals, size_t count, size_t run)
{
    double near[2 * REACH + 1];
    size_t first = run > REACH ? run - REACH : 0, taken = 0;
    for (size_t i = first; i < count && i <= run + REACH; i++)
        near[taken++] = residuals[i];
    return median(near, taken);
}

void drift_remove(struct sweep *sweep, double *scratch)
{
    size_t count = sweep->runs.count;
    for (size_t i = 0; i < sweep->count; i++)
        for (unsigned k = 0; k < sweep->points[i].count; k++)
            sweep->points[i].clean[k] = sweep->points[i].logs[k];
    estimate_levels(sweep);
    for (int pass = 0; pass < PASSES; pass++) {
        for (size_t i = 0; i < count; i++)
            scratch[i] = residual(sweep, i);
        for (size_t i = 0; i < count; i++) {
            const struct sweep_run *run = &sweep->runs.items[i];
            struct point *point = &sweep->points[run->point];
            point->clean[run->slot] = point->logs[run->slot] - drift_at(scratch, count, i);
        }
        estimate_levels(sweep);
    }
}
