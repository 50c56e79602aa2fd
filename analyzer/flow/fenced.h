/* Counters of cycles whose reading the processor may move. */
#ifndef ANALYZER_FLOW_FENCED_H
#define ANALYZER_FLOW_FENCED_H

#include "flow_internal.h"

/* C, C++: adds FACT_UNFENCED. */
void fenced_facts(struct flow *flow);

#endif
