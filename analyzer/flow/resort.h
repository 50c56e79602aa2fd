/* Sorting in place what the round before has sorted. */
#ifndef ANALYZER_FLOW_RESORT_H
#define ANALYZER_FLOW_RESORT_H

#include "flow_internal.h"

/* Adds the facts of all regions (C, C++, Python). */
void resort_facts(struct flow *flow);

#endif
