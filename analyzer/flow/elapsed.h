/* What the file makes of the time that it took: units, rounds, and whether anybody is told. */
#ifndef ANALYZER_FLOW_ELAPSED_H
#define ANALYZER_FLOW_ELAPSED_H

#include "flow_internal.h"

void elapsed_facts(struct flow *flow);

#endif
