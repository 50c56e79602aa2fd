/* Measurements that are compared with each other, of which one leaves out what the other does. */
#ifndef ANALYZER_FLOW_COMPARED_H
#define ANALYZER_FLOW_COMPARED_H

#include "flow_internal.h"

/* After lazy_facts, of which it looks at what is pending. */
/* Two times that one function takes, hands over, or that are of one class or one framework. */
bool compared_regions(const struct flow *flow, size_t one, size_t other);
void compared_facts(struct flow *flow);

#endif
