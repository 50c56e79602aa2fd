/* Where a jump is, as a probability over sizes: piecewise constant between the sizes that were
 * probed.  Probing its median and weighing both sides by how likely the reading was is
 * probabilistic bisection (Horstein; Burnashev and Zigangirov): a wrong reading is outvoted, never
 * final. */
#ifndef RUNNER_ANALYSE_POSTERIOR_H
#define RUNNER_ANALYSE_POSTERIOR_H

#include "session.h"

enum { POSTERIOR_PROBE_MAX = 90 };

/* weight[i]: the probability that the jump lies in (cut[i], cut[i + 1]]. */
struct posterior {
    int64_t cut[POSTERIOR_PROBE_MAX + 2];
    double weight[POSTERIOR_PROBE_MAX + 1];
    size_t count; /* of weights */
};

/* Anywhere in (low, high], with equal probability in each part of its logarithm. */
void posterior_start(struct posterior *posterior, int64_t low, int64_t high);
/* The size to probe next: the median, or one of the two sides when the median's cell is a single
 * size.  Returns the lower end when nothing is left to probe. */
int64_t posterior_probe(const struct posterior *posterior, const struct analyse_plan *plan,
                        struct rng *rng);
/* A reading: its likelihood if the jump lies in (low, high], and if it does not. */
void posterior_update(struct posterior *posterior, int64_t low, int64_t high, double inside,
                      double outside);
/* The interval (low, high] that leaves out less than `tail` on either side. */
void posterior_interval(const struct posterior *posterior, double tail, int64_t *low,
                        int64_t *high);

#endif
