/* Sinks that keep less alive than they seem to. */
#ifndef ANALYZER_FLOW_SINKS_H
#define ANALYZER_FLOW_SINKS_H

#include "flow_internal.h"

/* C, C++: adds FACT_CONSTANT_SINK, FACT_ELEMENT_SINK and FACT_PROGRAM_SINK. */
void sinks_facts(struct flow *flow);

#endif
