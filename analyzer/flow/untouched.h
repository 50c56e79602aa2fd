/* Memory that is obtained before the clock starts, and what has been written to it by then. */
#ifndef ANALYZER_FLOW_UNTOUCHED_H
#define ANALYZER_FLOW_UNTOUCHED_H

#include "flow_internal.h"

/* Smaller blocks come from a heap whose pages have been used: M_MMAP_THRESHOLD of mallopt(3). */
enum { UNTOUCHED_SIZE_MIN = 128 * 1024 };

/* C, C++: adds FACT_UNTOUCHED, FACT_FIRST_TOUCH and FACT_UNIFORM. */
void untouched_facts(struct flow *flow);
/* Adds FACT_UNTOUCHED for static arrays (untouched_static.c). */
void untouched_arrays(struct flow *flow);

#endif
