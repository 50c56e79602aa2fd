#include "kind.h"

#include <math.h>

/* A rise of less than this is not to be told from noise with a few pairs. */
#define RISE_LEAST 0.04
/* A jump of a third more is plain enough that one place without its like decides. */
#define SURE 0.28

enum like { LIKE_YES, LIKE_NO, LIKE_UNKNOWN };

/* Seconds that a run takes at n, by the sweep, interpolated. */
static double seconds_at(const struct sweep *sweep, double n)
{
    size_t i = 0;
    while (i + 2 < sweep->count && (double)sweep->points[i + 1].n < n)
        i++;
    const struct point *a = &sweep->points[i], *b = &sweep->points[i + 1];
    double part = (log(n) - size_log(a->n)) / (size_log(b->n) - size_log(a->n));
    return exp(a->level + (b->level - a->level) * fmin(1, fmax(0, part)));
}

/* Seconds by which the suspect rises. */
static double step_seconds(const struct sweep *sweep, const struct suspect *suspect)
{
    /* The level between two points of the sweep lies before the jump or after it; the lower point
     * is before it. */
    double level = seconds_at(sweep, (double)suspect->low);
    for (size_t i = 0; i + 1 < sweep->count; i++)
        if (sweep->points[i].n <= suspect->low && sweep->points[i + 1].n >= suspect->high)
            level = exp(sweep->points[i].level) *
                    pow((double)suspect->low / (double)sweep->points[i].n, 0.5);
    return level * expm1(suspect->excess);
}

/* Is there a rise of about `seconds` within 1 % about `center`? */
static enum like rises_at(struct session *session, const struct sweep *sweep,
                          const struct suspect *suspect, double center, double seconds)
{
    enum { MORE = 2, MOST = 9 };
    const struct analyse_plan *plan = session->plan;
    int64_t low = size_near(plan, center * 0.99 - 1), high = size_near(plan, center * 1.01 + 1);
    double expected = log1p(seconds / seconds_at(sweep, center));
    if ((double)low > center || (double)high < center || low >= high || expected < RISE_LEAST)
        return LIKE_UNKNOWN;
    /* Within the window the program grows too, hardly ever faster than linearly. */
    double growth = size_log(high) - size_log(low), shown;
    struct pairs pairs = {0};
    unsigned more = suspect->clear ? 2 : 3;
    do {
        if (!pairs_take(session, &pairs, low, high, suspect->sign, more))
            return LIKE_UNKNOWN;
        shown = pairs_median(&pairs) - growth;
        more = MORE;
    } while (pairs.count < MOST &&
             fabs(shown - expected / 2) < 2 * sweep->sigma / sqrt(pairs.count));
    return shown > expected / 2 ? LIKE_YES : LIKE_NO;
}

bool kind_is_growth(struct session *session, const struct sweep *sweep,
                    const struct suspect *suspect)
{
    static const double shares[] = {0.5, 2, 0.25, 4};
    if (suspect->sign < 0 || session->plan->quick)
        return false;
    double seconds = step_seconds(sweep, suspect);
    unsigned alike = 0, unlike = 0, wanted = suspect->clear || suspect->excess > SURE ? 1 : 2;
    for (size_t i = 0; i < sizeof shares / sizeof *shares && alike < 2 && unlike < wanted; i++) {
        enum like like = rises_at(session, sweep, suspect, shares[i] * (double)suspect->high,
                                  shares[i] * seconds);
        alike += like == LIKE_YES;
        unlike += like == LIKE_NO;
    }
    return alike > unlike;
}

bool kind_is_staircase(struct session *session, const struct sweep *sweep,
                       const struct suspect *suspect)
{
    /* Only a name depends on it, so it is not worth the pairs that an unclear jump needs. */
    if (suspect->sign < 0 || !suspect->clear || session->plan->quick)
        return false;
    return rises_at(session, sweep, suspect, 2 * (double)suspect->high,
                    step_seconds(sweep, suspect)) == LIKE_YES;
}

bool kind_is_same_growth(const struct sweep *sweep, const struct suspect *growth,
                         const struct suspect *other)
{
    double share = (double)other->high / (double)growth->high;
    double seconds = seconds_at(sweep, (double)other->low) * expm1(other->excess);
    return other->sign > 0 && seconds < 2.5 * share * step_seconds(sweep, growth);
}
