/* Assertions that compute something, while the clock runs. */
#ifndef ANALYZER_FLOW_CHECKED_H
#define ANALYZER_FLOW_CHECKED_H

#include "flow_internal.h"

/* C, C++: adds FACT_FOREIGN, of API_ASSERT. */
void checked_facts(struct flow *flow);

#endif
