#include "kind.h"

#include <math.h>

static bool is_inside(const struct session *session, double n)
{
    const struct analyse_plan *plan = session->plan;
    return n > (double)plan->sizes[0] && n <= (double)plan->sizes[plan->size_count - 1];
}

/* Looks for a rise of half of `expected` within 2 % about `center`. */
static bool rises_at(struct session *session, const struct suspect *suspect, double center,
                     double expected)
{
    enum { PAIRS = 3 };
    if (!is_inside(session, center * 0.99) || !is_inside(session, center * 1.01))
        return false;
    int64_t low = size_near(session->plan, center * 0.99 - 1);
    int64_t high = size_near(session->plan, center * 1.01 + 1);
    struct pairs pairs = {0};
    if (low >= high ||
        !pairs_take(session, &pairs, low, high, suspect->sign, PAIRS))
        return false;
    /* Within the window the program grows too, hardly ever faster than linearly. */
    double growth = size_log(high) - size_log(low);
    return pairs_median(&pairs) - growth > 0.5 * expected;
}

bool kind_is_growth(struct session *session, const struct suspect *suspect)
{
    if (suspect->sign < 0 || session->plan->quick)
        return false;
    double n = (double)suspect->high, expected = suspect->excess;
    return rises_at(session, suspect, n / 2, expected) &&
           (rises_at(session, suspect, n / 4, expected) ||
            rises_at(session, suspect, n * 2, expected));
}

bool kind_is_staircase(struct session *session, const struct suspect *suspect)
{
    double twice = 2 * (double)suspect->high;
    if (suspect->sign < 0 || session->plan->quick || !is_inside(session, twice))
        return false;
    double below = session_median(session, suspect->low, METRIC_CPU);
    /* The same step, on top of a level that has doubled and is higher by the first one. */
    double step = below * expm1(suspect->excess);
    return rises_at(session, suspect, twice, log1p(step / (2 * below + step)));
}
