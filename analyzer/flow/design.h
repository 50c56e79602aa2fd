/* How an experiment is set up: its rounds, its input, and whose time is reported. */
#ifndef ANALYZER_FLOW_DESIGN_H
#define ANALYZER_FLOW_DESIGN_H

#include "flow_internal.h"

void design_facts(struct flow *flow);

#endif
