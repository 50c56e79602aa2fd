/* Files whose measurements are all made once. */
#ifndef ANALYZER_FLOW_SINGLE_H
#define ANALYZER_FLOW_SINGLE_H

#include "flow_internal.h"

/* Adds FACT_SINGLE. */
void single_facts(struct flow *flow);

#endif
