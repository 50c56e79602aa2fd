/* Clocks that cannot measure what they are asked to: too coarse, of two kinds, or of the
 * processor's time while the program sleeps or has threads at work. */
#ifndef ANALYZER_FLOW_CLOCKS_H
#define ANALYZER_FLOW_CLOCKS_H

#include "flow_internal.h"

void clocks_facts(struct flow *flow);

#endif
