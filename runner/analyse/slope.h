/* A change of slope: from some size on a unit costs more (or less) than before, with no jump. */
#ifndef RUNNER_ANALYSE_SLOPE_H
#define RUNNER_ANALYSE_SLOPE_H

#include "sweep.h"

struct slope_change {
    int64_t low, high;    /* it lies between these sizes of the sweep */
    double before, after; /* CPU seconds a unit of n */
};

/* True when two straight lines fit the sweep, and nothing smooth does. */
bool slope_change(const struct sweep *sweep, struct slope_change *change);

#endif
