/* What a benchmark that is handed its number of rounds does before the first of them. */
#ifndef ANALYZER_FLOW_SET_UP_H
#define ANALYZER_FLOW_SET_UP_H

#include "flow_internal.h"

/* C, C++: adds FACT_SET_UP. */
void set_up_facts(struct flow *flow);

#endif
