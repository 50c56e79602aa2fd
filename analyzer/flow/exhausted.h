/* Iterators that are made once and consumed by a function that is called again and again: the first
 * call does the work, the others find nothing. */
#ifndef ANALYZER_FLOW_EXHAUSTED_H
#define ANALYZER_FLOW_EXHAUSTED_H

#include "flow_internal.h"

void exhausted_facts(struct flow *flow);

#endif
