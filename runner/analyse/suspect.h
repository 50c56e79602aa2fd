/* Suspects: intervals of a sweep where CPU time rises (or falls) more than its neighbourhood
 * explains. */
#ifndef RUNNER_ANALYSE_SUSPECT_H
#define RUNNER_ANALYSE_SUSPECT_H

#include "sweep.h"

enum { SUSPECT_MAX = 3 };

/* All logarithms are natural and taken with `sign`, so that a suspect always rises. */
struct suspect {
    int64_t low, high; /* the jump, if it is one, lies in (low, high] */
    double sign;       /* 1: slower above; -1: faster above */
    double growth;     /* slope of log time over log n that the neighbourhood explains */
    double excess;     /* what is left of the rise */
};

/* Fills at most SUSPECT_MAX suspects, strongest first; returns how many. */
size_t suspect_find(const struct session *session, const struct sweep *sweep,
                    struct suspect suspects[SUSPECT_MAX]);
/* Logarithm of a size, for growth; sizes below 1 count as 1. */
double size_log(int64_t n);
/* What growth alone adds between two sizes. */
double suspect_growth(const struct suspect *suspect, int64_t low, int64_t high);

#endif
