/* The search for a confirmed jump's exact size by CPU time: probabilistic bisection.
 *
 * A probe is one run, read against the last runs that were surely below and above.  Whenever those
 * are old, or a probe fits neither, both ends of where the jump surely is are run as a pair: that
 * brings fresh readings of both sides, and its difference, in which drift cancels, says whether the
 * jump is between at all.  If not, the bracket opens again.  Between adjacent sizes these pairs are
 * the last test. */
#ifndef RUNNER_ANALYSE_SEARCH_H
#define RUNNER_ANALYSE_SEARCH_H

#include "confirm.h"

enum search_end {
    SEARCH_FOUND,   /* low and high are adjacent sizes */
    SEARCH_GRADUAL, /* the rise is spread over sizes: a knee, not a cliff */
    SEARCH_OVER     /* a run failed or the session is over; low and high are the best bracket */
};

/* Narrows suspect->low and suspect->high, which stay when the rise is gradual.  `known`: pairs of
 * both ends that were taken already.  FOUND: the excess is what the last test's pairs showed. */
enum search_end search_jump(struct session *session, struct suspect *suspect, double sigma,
                            const struct pairs *known);

#endif
