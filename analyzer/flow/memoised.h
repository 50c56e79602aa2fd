/* Functions that remember their results, asked again for what they remember. */
#ifndef ANALYZER_FLOW_MEMOISED_H
#define ANALYZER_FLOW_MEMOISED_H

#include "flow_internal.h"

void memoised_facts(struct flow *flow);

#endif
