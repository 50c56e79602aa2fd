/* FACT_ONLY_MEAN, FACT_ORDERED: in which order things are timed, and what is told of the numbers
 * (Python). */
#ifndef ANALYZER_FLOW_SAMPLES_H
#define ANALYZER_FLOW_SAMPLES_H

#include "flow_internal.h"

void samples_facts(struct flow *flow);

#endif
