/* Functions that are compiled at their first call, which a single measurement contains. */
#ifndef ANALYZER_FLOW_FIRST_CALL_H
#define ANALYZER_FLOW_FIRST_CALL_H

#include "flow_internal.h"

void first_call_facts(struct flow *flow);

#endif
