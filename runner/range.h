/* Finds the sizes that are worth a sweep, for a program of which nothing is known. */
#ifndef RUNNER_RANGE_H
#define RUNNER_RANGE_H

#include <stdint.h>

#include "err.h"
#include "result.h"

struct range {
    int64_t from, to;
    int64_t within; /* the largest size that was seen to end within the budget */
    double startup; /* seconds of wall time at the smallest size */
};

/* Gallops upward from 1 until a run takes longer than `budget` seconds of wall time, fails, or
 * `limit` is reached; then narrows `within` to two digits.  A size beyond the budget still belongs
 * to the range when its cost has jumped.  -1 and *err when nothing can be measured, or when the
 * program fails at its smallest size. */
int range_find(struct sampler *sampler, double budget, int64_t limit, struct range *range,
               struct err *err);

#endif
