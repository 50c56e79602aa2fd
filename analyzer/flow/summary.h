/* What each function does as far as its callers can see, callees before callers. */
#ifndef ANALYZER_FLOW_SUMMARY_H
#define ANALYZER_FLOW_SUMMARY_H

#include "flow_internal.h"

/* Fills body->summary (and what it rests on: effects, points_to, trusted) of every wanted function.
 * Functions that call each other are repeated until nothing changes; when that takes too long, they
 * are unknown. */
void summary_fill(struct flow *flow);

#endif
