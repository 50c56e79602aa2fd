/* Suspects: intervals of a sweep where CPU time rises (or falls) more than its neighbourhood
 * explains. */
#ifndef RUNNER_ANALYSE_SUSPECT_H
#define RUNNER_ANALYSE_SUSPECT_H

#include "cliffs.h"
#include "sweep.h"

/* All logarithms are natural and taken with `sign`, so that a suspect always rises. */
struct suspect {
    int64_t low, high; /* the jump, if it is one, lies in (low, high] */
    double sign;       /* 1: slower above; -1: faster above */
    double growth;     /* slope of log time over log n that the neighbourhood explains */
    double excess;     /* what is left of the rise */
    bool clear;        /* it stands so far out of the noise that one run tells the sides apart */
};

/* The strongest suspect among the intervals that were not asked about before and that no cliff of
 * the list explains; the neighbourhood of an interval ends at a cliff.  False when there is none.
 */
bool suspect_next(const struct session *session, struct sweep *sweep,
                  const struct cliff_list *cliffs, struct suspect *suspect);
/* Logarithm of a size, for growth; sizes below 1 count as 1. */
double size_log(int64_t n);
/* What growth alone adds between two sizes. */
double suspect_growth(const struct suspect *suspect, int64_t low, int64_t high);

#endif
