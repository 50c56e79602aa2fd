#include "exactness.h"

#include <math.h>

/* Wald's test: how probable a pair that shows more than half of the jump is, if the jump is there
 * and if it is not.  5 pairs in a row decide for it, 3 where it stands far out of the noise; wrong
 * yes 1 in 1000, wrong no 1 in 150. */
struct odds {
    double there, not_there;
};
static const struct odds usual = {0.9, 0.2}, clear = {0.95, 0.05};
#define BOUND_YES 6.9
#define BOUND_NO  (-5.0)

/* Where the jump is within the noise of a pair, a pair says less than that. */
static struct odds odds_of(const struct suspect *suspect, double sigma)
{
    if (suspect->clear)
        return clear;
    double half = suspect->excess / 2 / (1.4142 * sigma);
    double beyond = erfc(half / 1.4142) / 2; /* of a normal law */
    return beyond > usual.not_there ? (struct odds){1 - beyond, beyond} : usual;
}

enum exactness_end exactness_test(struct session *session, struct suspect *suspect, double sigma)
{
    struct pairs pairs = {0};
    double growth = suspect_growth(suspect, suspect->low, suspect->high);
    struct odds odds = odds_of(suspect, sigma);
    double evidence = 0;
    while (evidence < BOUND_YES && evidence > BOUND_NO && pairs.count < PAIR_MAX) {
        if (!pairs_take(session, &pairs, suspect->low, suspect->high, suspect->sign, 1))
            return EXACTNESS_OVER;
        double excess = pairs.rise[pairs.count - 1] - growth;
        evidence += excess > suspect->excess / 2 ? log(odds.there / odds.not_there)
                                                 : log((1 - odds.there) / (1 - odds.not_there));
    }
    if (evidence < BOUND_YES)
        return EXACTNESS_NO;
    suspect->excess = pairs_median(&pairs) - growth;
    return EXACTNESS_YES;
}
