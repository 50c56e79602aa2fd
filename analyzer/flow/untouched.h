/* Memory that is obtained before the clock starts, and what has been written to it by then. */
#ifndef ANALYZER_FLOW_UNTOUCHED_H
#define ANALYZER_FLOW_UNTOUCHED_H

#include "flow_internal.h"

/* C, C++: adds FACT_UNTOUCHED, FACT_FIRST_TOUCH and FACT_UNIFORM. */
void untouched_facts(struct flow *flow);

#endif
