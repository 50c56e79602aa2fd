#include "memory.h"

#include <math.h>

#include "confirm.h"
#include "robust.h"
#include "step.h"

/* More bisections than this say that the curve is ragged, not that it has so many cliffs. */
enum { BISECTION_MAX = 8 };
/* A run beyond the step that takes more CPU time makes two runs at twice its size too dear. */
#define STAIRS_SECONDS 0.6
/* A third more shows in a few pairs. */
#define PLAIN 0.3

/* A table that grows by a factor steps at n, n/g, n/g^2... and n*g, each time by an amount in
 * proportion to n.  True when the sweep itself shows two more such steps, whatever the factor.
 * A staircase's next steps are half of that at twice the size, so only what is further counts. */
static bool grows_in_sweep(const struct sweep *sweep, enum metric metric, const struct step *step)
{
    unsigned alike = 0;
    for (size_t i = 0; i + 1 < sweep->count; i++) {
        double share = (double)sweep->points[i + 1].n / (double)step->high;
        bool is_before = share > 0.05 && share < 0.9, is_after = share > 2.5 && share < 20;
        if (!is_before && !is_after)
            continue;
        double found = step_rise(sweep, metric, i) / (step->size * share);
        alike += is_before ? found > 0.4 && found < 2.5 : found > 0.6 && found < 1.7;
    }
    return alike >= 2;
}

/* The step's like at `share` times its size, looked for in a window of 2 % there. */
static bool has_like_at(struct session *session, const struct step *step, double share)
{
    double n = (double)step->high * share;
    int64_t first = session->plan->sizes[0];
    int64_t last = session->plan->sizes[session->plan->size_count - 1];
    if (n * 0.99 < (double)first || n * 1.01 > (double)last)
        return false;
    int64_t low = size_near(session->plan, n * 0.99 - 1),
            high = size_near(session->plan, n * 1.01 + 1);
    double low_value, high_value;
    if (low >= high || !session_value(session, low, step->metric, "confirm", &low_value) ||
        !session_value(session, high, step->metric, "confirm", &high_value))
        return false;
    double growth = step->slope * (double)(high - low);
    double shown = (step->down ? -1 : 1) * (high_value - low_value - growth);
    return shown > 0.4 * step->size * share && shown < 2.5 * step->size * share;
}

static bool is_growth(struct session *session, const struct sweep *sweep, const struct step *step)
{
    if (step->down)
        return false;
    if (grows_in_sweep(sweep, step->metric, step))
        return true;
    return has_like_at(session, step, 0.5) &&
           (has_like_at(session, step, 0.25) || has_like_at(session, step, 2));
}

/* A staircase has the same step again at twice the size, and none at half of it.  Not asked where
 * the answer would cost as much as the whole hunt. */
static bool is_staircase(struct session *session, const struct sweep *sweep,
                         const struct step *step)
{
    int64_t last = session->plan->sizes[session->plan->size_count - 1];
    if (step->down || session->plan->quick || session->plan->only_listed || step->high > last / 2 ||
        sweep_cpu(sweep, step->high) > STAIRS_SECONDS)
        return false;
    int64_t high = size_near(session->plan, 2 * (double)step->high);
    int64_t low = size_between(session->plan, step->high, high, (double)high);
    double low_value, high_value;
    if (!session_value(session, low, step->metric, "confirm", &low_value) ||
        !session_value(session, high, step->metric, "confirm", &high_value))
        return false;
    return high_value - low_value > 0.5 * step->size;
}

static void report_step(struct session *session, const struct sweep *sweep, const struct step *step,
                        bool found, struct cliff_list *cliffs)
{
    struct cliff cliff = {.n = step->high,
                          .bracket_low = step->low,
                          .exact = found,
                          .metric = step->metric,
                          .kind = CLIFF_WALL};
    if (found && is_staircase(session, sweep, step))
        cliff.kind = CLIFF_STAIRCASE;
    cliff.ratio = step->high_value / fmax(step->low_value, 1);
    cliffs_add(session, cliffs, &cliff);
}

/* CPU time of one run at each of two sizes of the sweep, the nearest outside of the step. */
static bool cost_in_sweep(const struct sweep *sweep, const struct step *step)
{
    for (size_t i = 0; i + 1 < sweep->count; i++) {
        const struct point *low = &sweep->points[i], *high = &sweep->points[i + 1];
        if (low->n <= step->low && high->n >= step->high && low->count > 0 && high->count > 0)
            return (step->down ? -1 : 1) * (high->logs[0] - low->logs[0]) > 0;
    }
    return false;
}

/* Median of what the far side takes longer, in seconds; `rises`: in how many pairs it does. */
static double dearer(const struct pairs *pairs, double sign, unsigned *rises)
{
    double seconds[PAIR_MAX];
    *rises = 0;
    for (unsigned i = 0; i < pairs->count; i++) {
        seconds[i] = sign * (exp(sign * pairs->high[i]) - exp(sign * pairs->low[i]));
        *rises += seconds[i] > 0;
    }
    return median(seconds, pairs->count);
}

/* Counted runs have no time: what the step costs is measured apart, or, when there is no time left,
 * taken from the sweep.  A step that costs nothing is no news, and would rise in all of seven pairs
 * once in 128 times. */
static bool costs(struct session *session, const struct sweep *sweep, const struct step *step)
{
    enum { LEAST = 3, MOST = 7 };
    struct pairs pairs = {0};
    double sign = step->down ? -1 : 1;
    unsigned rises;
    if (step->metric != METRIC_COPIED)
        return true;
    while (pairs_take(session, &pairs, step->low, step->high, sign, pairs.count ? 1 : LEAST)) {
        bool news = dearer(&pairs, sign, &rises) > session->floor;
        if (news && rises == pairs.count && pairs_median(&pairs) > PLAIN)
            return true;
        if (pairs.count == MOST) /* one of them may have met a burst */
            return news && rises + (pairs_median(&pairs) > JUMP_LEAST) >= MOST;
    }
    return cost_in_sweep(sweep, step);
}

static void hunt_metric(struct session *session, const struct sweep *sweep, enum metric metric,
                        struct cliff_list *cliffs)
{
    unsigned bisections = 0;
    double growth = 0; /* step size per n of the growing table that was met, 0: none */
    for (size_t i = 0; i + 1 < sweep->count && bisections < BISECTION_MAX; i++) {
        struct step step;
        if (!step_suspect(sweep, metric, i, &step) || cliffs_explain(cliffs, step.low, step.high))
            continue;
        if (growth > 0 && step.size < 2.5 * growth * (double)step.high)
            continue;
        bisections++;
        enum step_end end = step_bisect(session, sweep, &step);
        if (end == STEP_FOUND && is_growth(session, sweep, &step)) {
            growth = step.size / (double)step.high;
            session_remark(session, (struct remark){REMARK_GROWTH, step.low, step.high,
                                                    step.high_value / fmax(step.low_value, 1)});
        } else if (end != STEP_NONE && costs(session, sweep, &step))
            report_step(session, sweep, &step, end == STEP_FOUND, cliffs);
        if (session->end != SESSION_RUNNING)
            return;
    }
}

void memory_hunt(struct session *session, const struct sweep *sweep, struct cliff_list *cliffs)
{
    for (enum metric metric = METRIC_MINFLT;
         metric <= METRIC_MAXRSS && session->end == SESSION_RUNNING; metric++)
        hunt_metric(session, sweep, metric, cliffs);
}

void memory_hunt_copied(struct session *session, const struct sweep *sweep,
                        struct cliff_list *cliffs)
{
    if (sweep->counted && session->end == SESSION_RUNNING)
        hunt_metric(session, sweep, METRIC_COPIED, cliffs);
}
