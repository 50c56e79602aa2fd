/* Source text that is handed over to be timed and that the compiler turns into a constant. */
#ifndef ANALYZER_FLOW_FOLDED_H
#define ANALYZER_FLOW_FOLDED_H

#include "flow_internal.h"

void folded_facts(struct flow *flow);

#endif
