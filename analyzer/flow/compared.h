/* Measurements that are compared with each other, of which one leaves out what the other does. */
#ifndef ANALYZER_FLOW_COMPARED_H
#define ANALYZER_FLOW_COMPARED_H

#include "flow_internal.h"

/* After lazy_facts, of which it looks at what is pending. */
void compared_facts(struct flow *flow);

#endif
