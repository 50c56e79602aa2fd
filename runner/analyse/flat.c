#include "flat.h"

#include <math.h>
#include <string.h>

#include "robust.h"
#include "scaling.h"

#define DECADE 10.0
/* Growth of a twentieth, or of the floor, is what start-up does by itself. */
#define PART_LEAST 0.05

static bool work_grows(const struct analyse_plan *plan)
{
    if (plan->scaling) {
        enum scaling_class candidate = scaling_class_of(plan->scaling);
        return candidate != SCALING_1 && candidate != SCALING_LOG;
    }
    /* What is held may have been there before. */
    static const enum claim work[] = {CLAIM_TOUCHED, CLAIM_FLOPS, CLAIM_ITEMS};
    int64_t first = plan->sizes[0], last = plan->sizes[plan->size_count - 1];
    for (size_t i = 0; plan->claim && i < sizeof work / sizeof *work; i++)
        if (plan->claim(plan->claim_context, work[i], last) >
            2 * fmax(0, plan->claim(plan->claim_context, work[i], first)))
            return true;
    return false;
}

/* Median of the levels of points [from, to). */
static double level_of(const struct sweep *sweep, size_t from, size_t to)
{
    double levels[256];
    size_t count = 0;
    for (size_t i = from; i < to && count < sizeof levels / sizeof *levels; i++)
        levels[count++] = sweep->points[i].level;
    return median(levels, count);
}

/* The fastest run of points [from, to): a busy machine only slows, so this is what it disturbs
 * least. */
static double fastest_of(const struct sweep *sweep, size_t from, size_t to)
{
    double fastest = INFINITY;
    for (size_t i = from; i < to; i++)
        for (unsigned run = 0; run < sweep->points[i].count; run++)
            fastest = fmin(fastest, sweep->points[i].logs[run]);
    return fastest;
}

bool flat_judge(const struct session *session, const struct sweep *sweep)
{
    enum { POINTS_LEAST = 6 };
    if (sweep->count < POINTS_LEAST || !work_grows(session->plan))
        return false;
    double first = fmax(1, (double)sweep->points[0].n);
    if ((double)sweep->points[sweep->count - 1].n < DECADE * first)
        return false;
    /* The last third against the first: the largest sizes must show the work if there is any. */
    size_t third = sweep->count / 3;
    double low = level_of(sweep, 0, third);
    double high = level_of(sweep, sweep->count - third, sweep->count);
    double error = sweep->error * sqrt(2.0 / (double)third);
    double top = sweep->points[sweep->count - 1].level;
    double grown = exp(fmax(high, top)) - exp(low);
    double moved = fmin(high - low, fastest_of(sweep, sweep->count - third, sweep->count) -
                                        fastest_of(sweep, 0, third));
    return grown < fmax(session->floor, PART_LEAST * exp(low)) &&
           moved < fmax(PART_LEAST, 2 * error);
}
