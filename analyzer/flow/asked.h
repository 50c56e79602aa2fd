/* How a framework is asked to measure: facts about the call that hands the function over, and about
 * what the function is. */
#ifndef ANALYZER_FLOW_ASKED_H
#define ANALYZER_FLOW_ASKED_H

#include "flow_internal.h"

/* Adds the facts about all regions of frameworks. */
void asked_facts(struct flow *flow);

#endif
