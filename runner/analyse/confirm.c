#include "confirm.h"

#include <math.h>

#include "robust.h"

/* A third more. */
#define STRONG 0.3

bool pairs_take(struct session *session, struct pairs *pairs, int64_t low, int64_t high,
                double sign, unsigned more)
{
    for (; more > 0 && pairs->count < PAIR_MAX; more--) {
        bool low_first = rng_coin(&session->rng);
        double first, second;
        if (!session_log_cpu(session, low_first ? low : high, "confirm", &first) ||
            !session_log_cpu(session, low_first ? high : low, "confirm", &second))
            return false;
        pairs->low[pairs->count] = sign * (low_first ? first : second);
        pairs->high[pairs->count] = sign * (low_first ? second : first);
        pairs->rise[pairs->count] = pairs->high[pairs->count] - pairs->low[pairs->count];
        pairs->count++;
    }
    return true;
}

double pairs_median(const struct pairs *pairs)
{
    double copy[PAIR_MAX];
    for (unsigned i = 0; i < pairs->count; i++)
        copy[i] = pairs->rise[i];
    return median(copy, pairs->count);
}

enum confirm_end confirm_suspect(struct session *session, struct suspect *suspect, double sigma,
                                 struct pairs *pairs)
{
    enum { MORE = 2, MOST = 9 };
    /* Below 70 % of the smallest jump that is called, later steps could only reject it. */
    const double least = 0.7 * JUMP_LEAST;
    double growth = suspect_growth(suspect, suspect->low, suspect->high);
    double swept = suspect->excess, excess;
    unsigned more = suspect->clear ? 2 : 3;
    bool surprising;
    do {
        if (!pairs_take(session, pairs, suspect->low, suspect->high, suspect->sign, more))
            return CONFIRM_OVER;
        excess = pairs_median(pairs) - growth;
        more = MORE;
        /* A few pairs in the middle of a change of the machine must not hide what a sweep showed.
         */
        surprising = excess < least && swept > STRONG && pairs->count < MOST - MORE;
    } while (surprising ||
             (pairs->count < MOST && fabs(excess - least) < 3 * sigma / sqrt(pairs->count)));
    suspect->excess = excess;
    return excess < least ? CONFIRM_NO : CONFIRM_YES;
}
