/* Order statistics: what a few outliers cannot move. */
#ifndef RUNNER_ANALYSE_ROBUST_H
#define RUNNER_ANALYSE_ROBUST_H

#include <stddef.h>

/* Scale from a median absolute deviation to a standard deviation, for the normal law. */
#define MAD_TO_SIGMA 1.4826

/* In place, ascending. */
void sort_doubles(double *values, size_t count);
/* Both reorder `values`; 0 when count is 0. */
double median(double *values, size_t count);

#endif
