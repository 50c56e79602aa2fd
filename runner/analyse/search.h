/* The search for a confirmed jump's exact size by CPU time: probabilistic bisection, each probe
 * read against known near and far sizes. */
#ifndef RUNNER_ANALYSE_SEARCH_H
#define RUNNER_ANALYSE_SEARCH_H

#include "confirm.h"

enum search_end {
    SEARCH_FOUND,   /* low and high are adjacent sizes */
    SEARCH_GRADUAL, /* the rise is spread over sizes: a knee, not a cliff */
    SEARCH_OVER     /* a run failed or the session is over; low and high are the best bracket */
};

/* Narrows suspect->low and suspect->high.  A clear jump costs one run a probe, read against `known`
 * pairs of both sides; any other is probed between fresh runs of both sides, which cancels drift.
 */
enum search_end search_jump(struct session *session, struct suspect *suspect, double sigma,
                            const struct pairs *known);

#endif
