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
/* A reading at n: its likelihood if n is on the near side, and if it is on the far side. */
void posterior_update(struct posterior *posterior, int64_t n, double near_side, double far_side);
/* Probability that the jump is at or below n. */
double posterior_at_most(const struct posterior *posterior, int64_t n);
/* The interval (low, high] that leaves out less than `tail` on either side. */
void posterior_interval(const struct posterior *posterior, double tail, int64_t *low,
                        int64_t *high);

#endif
