/* Facts about work in regions that no observable root needs (C, C++). */
#ifndef ANALYZER_FLOW_DEAD_H
#define ANALYZER_FLOW_DEAD_H

#include "flow_internal.h"

/* Adds the facts about one function; its liveness must be there. */
void dead_facts(struct flow *flow, const struct flow_body *body);

#endif
