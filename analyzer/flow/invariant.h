/* Regions that repeat a call whose result is the same each time: the compiler computes it once, or
 * before the program runs (C, C++). */
#ifndef ANALYZER_FLOW_INVARIANT_H
#define ANALYZER_FLOW_INVARIANT_H

#include "flow_internal.h"

/* Adds the facts of all regions; liveness must be there. */
void invariant_facts(struct flow *flow);

#endif
