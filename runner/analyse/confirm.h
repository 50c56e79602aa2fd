/* Confirmation by fresh pairs: two sizes run one right after the other, in random order, so that
 * slow changes of the machine cancel in their ratio. */
#ifndef RUNNER_ANALYSE_CONFIRM_H
#define RUNNER_ANALYSE_CONFIRM_H

#include "suspect.h"

enum { PAIR_MAX = 15 };

struct pairs {
    double low[PAIR_MAX], high[PAIR_MAX]; /* signed logarithms of CPU seconds */
    double rise[PAIR_MAX];                /* high - low */
    unsigned count;
};

/* Adds `more` pairs (those beyond PAIR_MAX are not taken).  False when a run failed or the session
 * is over. */
bool pairs_take(struct session *session, struct pairs *pairs, int64_t low, int64_t high,
                double sign, unsigned more);
/* Of the rises, in natural logarithms; 0 of none. */
double pairs_median(const struct pairs *pairs);

enum confirm_end { CONFIRM_YES, CONFIRM_NO, CONFIRM_OVER };
/* Measures the suspect's excess anew and replaces it; more pairs while it is ambiguous.  `pairs`
 * starts empty and keeps them. */
enum confirm_end confirm_suspect(struct session *session, struct suspect *suspect, double sigma,
                                 struct pairs *pairs);

/* The smallest jump that is called: 15 %. */
#define JUMP_LEAST 0.14

#endif
