/* Objects that are made while the clock stands, and end while it runs. */
#ifndef ANALYZER_FLOW_OUTLIVED_H
#define ANALYZER_FLOW_OUTLIVED_H

#include "flow_internal.h"

/* C, C++: adds FACT_FOREIGN, of API_TEARDOWN. */
void outlived_facts(struct flow *flow);

#endif
