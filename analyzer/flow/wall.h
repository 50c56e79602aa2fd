/* Regions that are timed by the clock of the calendar. */
#ifndef ANALYZER_FLOW_WALL_H
#define ANALYZER_FLOW_WALL_H

#include "flow_internal.h"

void wall_facts(struct flow *flow);

#endif
