#include "exactness.h"

#include <math.h>

/* Wald's test: a pair that shows more than half of the jump has probability 0.9 if the jump is
 * there and 0.2 if it is not.  5 pairs in a row decide for it; wrong yes 1 in 1000, wrong no 1 in
 * 150. */
#define SHOWN_IF_THERE 0.9
#define SHOWN_IF_NOT 0.2
#define BOUND_YES 6.9
#define BOUND_NO (-5.0)

enum exactness_end exactness_test(struct session *session, struct suspect *suspect)
{
    struct pairs pairs = {0};
    double growth = suspect_growth(suspect, suspect->low, suspect->high);
    double evidence = 0;
    while (evidence < BOUND_YES && evidence > BOUND_NO && pairs.count < PAIR_MAX) {
        if (!pairs_take(session, &pairs, suspect->low, suspect->high, suspect->sign, 1))
            return EXACTNESS_OVER;
        double excess = pairs.rise[pairs.count - 1] - growth;
        evidence += excess > suspect->excess / 2
                        ? log(SHOWN_IF_THERE / SHOWN_IF_NOT)
                        : log((1 - SHOWN_IF_THERE) / (1 - SHOWN_IF_NOT));
    }
    if (evidence < BOUND_YES)
        return EXACTNESS_NO;
    suspect->excess = pairs_median(&pairs) - growth;
    return EXACTNESS_YES;
}
