#include "step.h"

#include <math.h>

#include "sweep.h"

/* A few hundred faults (1.2 MB) or 2 MiB of peak memory: less is what allocators, the loader's
 * address layout and growing tables do by themselves. */
#define FAULTS_LEAST 300.0
#define BYTES_LEAST  (2.0 * 1024 * 1024)
/* Half a millisecond of copying at the pace of main memory. */
#define COPIED_LEAST 5e6
/* And at least this part of what the program had already. */
#define PART_LEAST 0.15

double step_floor(enum metric metric, double level)
{
    double least = metric == METRIC_COPIED   ? COPIED_LEAST
                   : metric == METRIC_MINFLT ? FAULTS_LEAST
                                             : BYTES_LEAST;
    return fmax(least, PART_LEAST * level);
}

double point_value(const struct sweep *sweep, enum metric metric, size_t i)
{
    const struct point *point = &sweep->points[i];
    return metric == METRIC_COPIED   ? point->copied
           : metric == METRIC_MINFLT ? point->minflt
                                     : point->maxrss;
}

static double slope_at(const struct sweep *sweep, enum metric metric, size_t i)
{
    double run = (double)(sweep->points[i + 1].n - sweep->points[i].n);
    return (point_value(sweep, metric, i + 1) - point_value(sweep, metric, i)) / run;
}

/* The steeper of the two intervals before i; at the lower end, the interval after it. */
static double slope_near(const struct sweep *sweep, enum metric metric, size_t i, double sign)
{
    double steepest = 0;
    for (size_t back = 1; back <= 2 && back <= i; back++)
        steepest = fmax(steepest, sign * slope_at(sweep, metric, i - back));
    if (i == 0 && sweep->count > 2)
        steepest = fmax(steepest, sign * slope_at(sweep, metric, 1));
    return steepest;
}

static double excess(const struct sweep *sweep, enum metric metric, size_t i, double sign)
{
    double low = (double)sweep->points[i].n, high = (double)sweep->points[i + 1].n;
    double added = sign * (point_value(sweep, metric, i + 1) - point_value(sweep, metric, i));
    /* The slope itself may grow with n. */
    double steeper = low > 0 ? high / low : 1;
    return added - slope_near(sweep, metric, i, sign) * (high - low) * steeper;
}

double step_excess(const struct sweep *sweep, enum metric metric, size_t i)
{
    return excess(sweep, metric, i, 1);
}

double step_rise(const struct sweep *sweep, enum metric metric, size_t i)
{
    double flattest = INFINITY;
    for (size_t k = i >= 2 ? i - 2 : 0; k <= i + 2 && k + 1 < sweep->count; k++)
        if (k != i)
            flattest = fmin(flattest, slope_at(sweep, metric, k));
    double run = (double)(sweep->points[i + 1].n - sweep->points[i].n);
    return (slope_at(sweep, metric, i) - fmax(0, flattest)) * run;
}

bool step_suspect(const struct sweep *sweep, enum metric metric, size_t i, struct step *step)
{
    double low = point_value(sweep, metric, i), high = point_value(sweep, metric, i + 1);
    double sign = high < low ? -1 : 1;
    double size = excess(sweep, metric, i, sign);
    *step = (struct step){.low = sweep->points[i].n,
                          .high = sweep->points[i + 1].n,
                          .metric = metric,
                          .low_value = low,
                          .high_value = high,
                          .down = sign < 0,
                          .size = size,
                          .level = fmin(low, high),
                          .slope = sign * slope_near(sweep, metric, i, sign)};
    return size > step_floor(metric, step->level);
}

/* Where to probe in an interval whose two outcomes cost differently: p of the way, where
 * p = x^b, 1 - p = x^a, which makes both outcomes buy information at the same price.  a and b are
 * the costs of a run on the near and on the far side. */
static double dear_split(double near_cost, double far_cost)
{
    double ratio = fmin(20, fmax(0.05, far_cost / fmax(near_cost, 1e-4)));
    double low = 0, high = 1;
    for (int i = 0; i < 40; i++) {
        double x = (low + high) / 2;
        if (x + pow(x, ratio) < 1)
            low = x;
        else
            high = x;
    }
    return pow(low, ratio);
}

enum probe_end { PROBE_SIDE, PROBE_GRADUAL, PROBE_OVER };

/* One probe between: says on which side of it the step is. */
static enum probe_end probe(struct session *session, struct step *step, double fraction)
{
    double width = (double)(step->high - step->low);
    int64_t middle =
        size_between(session->plan, step->low, step->high, (double)step->low + fraction * width);
    double value;
    if (!session_value(session, middle, step->metric, "bisect", &value))
        return PROBE_OVER;
    double sign = step->down ? -1 : 1;
    double left = sign * (value - step->low_value - step->slope * (double)(middle - step->low));
    double right = sign * (step->high_value - value - step->slope * (double)(step->high - middle));
    /* Growth that is spread over the interval leaves little on either side of a few probes. */
    if (fmax(left, right) < fmax(0.2 * step->size, step_floor(step->metric, step->level)))
        return PROBE_GRADUAL;
    if (left > right) {
        step->high = middle;
        step->high_value = value;
    } else {
        step->low = middle;
        step->low_value = value;
    }
    return PROBE_SIDE;
}

static enum step_end narrow(struct session *session, struct step *step, double fraction)
{
    while (!size_is_next(session->plan, step->low, step->high)) {
        enum probe_end end = probe(session, step, fraction);
        if (end != PROBE_SIDE)
            return end == PROBE_GRADUAL ? STEP_NONE : STEP_BRACKET;
    }
    step->size = fabs(step->high_value - step->low_value);
    step->level = fmin(step->low_value, step->high_value);
    return step->size > step_floor(step->metric, step->level) ? STEP_FOUND : STEP_NONE;
}

/* Fresh pairs in random order: every one must show at least half of the step. */
static enum step_end verify(struct session *session, const struct step *step)
{
    enum { PAIRS = 3 };
    unsigned pairs = session->plan->quick ? 1 : PAIRS;
    double sign = step->down ? -1 : 1;
    for (unsigned i = 0; i < pairs; i++) {
        bool low_first = rng_coin(&session->rng);
        double first, second;
        if (!session_value(session, low_first ? step->low : step->high, step->metric, "confirm",
                           &first) ||
            !session_value(session, low_first ? step->high : step->low, step->metric, "confirm",
                           &second))
            return STEP_BRACKET;
        double shown = sign * (low_first ? second - first : first - second);
        if (shown < step->size / 2)
            return STEP_NONE;
    }
    return STEP_FOUND;
}

static int64_t clamp(int64_t n, int64_t low, int64_t high)
{
    return n < low ? low : n > high ? high : n;
}

/* After a contradiction: moves both ends outward until fresh runs show the step between them. */
static bool gallop(struct session *session, const struct step *whole, struct step *step)
{
    double sign = step->down ? -1 : 1;
    for (double reach = 8; step->low > whole->low || step->high < whole->high; reach *= 8) {
        step->low =
            clamp(size_near(session->plan, (double)step->low - reach), whole->low, step->low);
        step->high =
            clamp(size_near(session->plan, (double)step->high + reach), step->high, whole->high);
        if (!session_value(session, step->low, step->metric, "bisect", &step->low_value) ||
            !session_value(session, step->high, step->metric, "bisect", &step->high_value))
            return false;
        if (sign * (step->high_value - step->low_value) > whole->size / 2)
            return true;
    }
    return false;
}

enum step_end step_bisect(struct session *session, const struct sweep *sweep, struct step *step)
{
    enum { TRIES = 3 };
    struct step whole = *step;
    double fraction = dear_split(sweep_wall(sweep, step->low), sweep_wall(sweep, step->high));
    for (int i = 0; i < TRIES; i++) {
        enum step_end end = narrow(session, step, fraction);
        if (end == STEP_FOUND)
            end = verify(session, step);
        if (end != STEP_NONE || session->end != SESSION_RUNNING)
            return session->end == SESSION_RUNNING ? end : STEP_BRACKET;
        bool narrowed = size_is_next(session->plan, step->low, step->high);
        if (!narrowed || !gallop(session, &whole, step))
            return STEP_NONE;
        fraction = 0.5;
    }
    return STEP_NONE;
}
