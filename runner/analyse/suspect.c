#include "suspect.h"

#include <math.h>

#include "beside.h"
#include "robust.h"

/* An excess of 10 % is looked into, and of two standard errors of a difference of levels: found on
 * recorded noise (bench/detect.md). */
#define EXCESS_LEAST  0.10
#define EXCESS_ERRORS (2 * 1.4142)
/* Beside a cliff that memory has proved, less than a third more is no news. */
#define EXCESS_PROVED 0.3
/* From this many standard deviations on, one run tells the sides apart. */
#define CLEAR_SIGMAS 8.0
/* Where it can neither be searched for nor be held against the steps beside it, only what is half
 * as much again is a jump. */
#define EXCESS_COARSE 0.405

double size_log(int64_t n)
{
    return log(fmax(1, (double)n));
}

double suspect_growth(const struct suspect *suspect, int64_t low, int64_t high)
{
    return suspect->growth * (size_log(high) - size_log(low));
}

static double rise(const struct sweep *sweep, size_t i, double sign)
{
    return sign * (sweep->points[i + 1].level - sweep->points[i].level);
}

/* What an interval's surroundings rise by; they end where a cliff is known to be. */
struct around {
    double rises[4]; /* the nearest */
    size_t count;
    bool has_before, has_after;
    double before, after; /* of the intervals beside it; of the other one where there is only one */
};

static bool is_known(const struct sweep *sweep, const struct cliff_list *cliffs, size_t i)
{
    const struct point *low = &sweep->points[i], *high = &sweep->points[i + 1];
    return low->spared || high->spared || cliffs_explain(cliffs, low->n, high->n);
}

static struct around look_around(const struct sweep *sweep, const struct cliff_list *cliffs,
                                 size_t i, double sign)
{
    struct around around = {0};
    bool left = true, right = true;
    for (size_t distance = 1; (left || right) && around.count < 4; distance++) {
        left = left && distance <= i && !is_known(sweep, cliffs, i - distance);
        right = right && i + distance + 1 < sweep->count && !is_known(sweep, cliffs, i + distance);
        if (left)
            around.rises[around.count++] = rise(sweep, i - distance, sign);
        if (right && around.count < 4)
            around.rises[around.count++] = rise(sweep, i + distance, sign);
        if (distance == 1) {
            around.has_before = left;
            around.has_after = right;
        }
    }
    if (around.has_before || around.has_after) {
        around.before = around.rises[0];
        around.after = around.rises[around.has_before && around.has_after];
    }
    return around;
}

static double rise_unbounded(struct around *around, double sign, bool coarse)
{
    double before = around->before, after = around->after;
    double about = median(around->rises, around->count);
    /* Where no size between may be run, a bend cannot be told from a jump afterwards. */
    if (coarse)
        return fmax(before, after);
    /* At the lower end start-up bends the curve upward, and the next rise is too much already. */
    if (!around->has_before)
        return sign > 0 ? fmin(after, about) : fmax(after, about);
    return fmax(about, fmin(before, after));
}

/* The rise that the neighbourhood explains: its median, or the smaller of the two rises beside it
 * where the whole curve bends.  Cost is not expected to fall as n grows. */
static double rise_expected(struct around *around, double sign, bool coarse)
{
    double expected = rise_unbounded(around, sign, coarse);
    return sign > 0 ? fmax(0, expected) : fmin(0, expected);
}

/* After a step upward its constant part counts for less and less, which bends a curve a little; a
 * drop is only looked for where most of the growth is gone. */
static bool is_drop_or_rise(double rises, double expected, double sign)
{
    return sign > 0 || rises > expected / 2;
}

static bool is_news(const struct session *session, const struct sweep *sweep, size_t i,
                    double excess)
{
    double level = exp(fmin(sweep->points[i].level, sweep->points[i + 1].level));
    return level * expm1(excess) > session->floor;
}

/* Replaces *best when interval i, read with `sign`, is a stronger suspect. */
static bool is_stronger(const struct session *session, const struct sweep *sweep,
                        const struct cliff_list *cliffs, size_t i, double sign,
                        struct suspect *best)
{
    int64_t low = sweep->points[i].n, high = sweep->points[i + 1].n;
    bool coarse = size_is_next(session->plan, low, high) && high - low > low / 10;
    bool blind = coarse && !beside_matters(low, high);
    struct around around = look_around(sweep, cliffs, i, sign);
    /* From 1 to 2 a program does twice as much, and nothing before it says what that costs. */
    if (around.count < 2 || (blind && !around.has_before))
        return false;
    double expected = rise_expected(&around, sign, coarse), rises = rise(sweep, i, sign);
    double news = cliffs_proved(cliffs) ? EXCESS_PROVED : EXCESS_LEAST;
    double least = blind ? EXCESS_COARSE : fmax(news, EXCESS_ERRORS * sweep->error);
    double excess = rises - expected;
    if (excess < least || excess < best->excess || !is_drop_or_rise(rises, expected, sign) ||
        !is_news(session, sweep, i, excess))
        return false;
    *best = (struct suspect){.low = low,
                             .high = high,
                             .sign = sign,
                             .excess = excess,
                             .clear = excess >= CLEAR_SIGMAS * sweep->stray,
                             .growth = expected / (size_log(high) - size_log(low))};
    return true;
}

bool suspect_next(const struct session *session, struct sweep *sweep,
                  const struct cliff_list *cliffs, struct suspect *suspect)
{
    struct point *found = NULL;
    *suspect = (struct suspect){0};
    for (size_t i = 0; i + 1 < sweep->count; i++) {
        struct point *point = &sweep->points[i];
        if (point->asked || is_known(sweep, cliffs, i))
            continue;
        if (is_stronger(session, sweep, cliffs, i, 1, suspect))
            found = point;
        if (is_stronger(session, sweep, cliffs, i, -1, suspect))
            found = point;
    }
    if (found)
        found->asked = true;
    return found;
}
