/* Finds the sizes that are worth a sweep, for a program of which nothing is known. */
#ifndef RUNNER_RANGE_H
#define RUNNER_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "result.h"

struct range {
    int64_t from, to;
    int64_t within; /* the largest size that was seen to end within the budget */
    bool narrowed;  /* `within` is known to two digits; false: the time was up before */
    double startup; /* seconds of wall time at the smallest size */
};

struct range_bounds {
    double budget;  /* seconds that a run may take: of wall time, without what it had to wait for a
                     * processor where others use them all */
    double seconds; /* that all runs may take together; then the search ends with what it knows */
    int64_t limit;  /* the largest size */
};

/* Gallops upward from 1 until a run takes longer than the budget, fails, or the limit is reached;
 * then narrows `within` to two digits.  A size beyond the budget still belongs to the range when
 * its cost has jumped.  -1 and *err when nothing can be measured, or when the program fails at its
 * smallest size. */
int range_find(struct sampler *sampler, const struct range_bounds *bounds, struct range *range,
               struct err *err);

#endif
