/* The last word on a size: a sequential test on fresh pairs of adjacent sizes. */
#ifndef RUNNER_ANALYSE_EXACTNESS_H
#define RUNNER_ANALYSE_EXACTNESS_H

#include "confirm.h"

enum exactness_end { EXACTNESS_YES, EXACTNESS_NO, EXACTNESS_OVER };
/* Is the whole jump between suspect->low and suspect->high, where one run strays by `sigma`?  On
 * YES the excess is replaced by what these pairs showed. */
enum exactness_end exactness_test(struct session *session, struct suspect *suspect, double sigma);

#endif
