/* Sinks that are given the address of a result, and so need nothing of the result itself. */
#ifndef ANALYZER_FLOW_POINTER_SINK_H
#define ANALYZER_FLOW_POINTER_SINK_H

#include "dead_internal.h"

/* Adds the facts about variables that live for one round of a measured loop, are written in it, and
 * whose address goes into asm statements without a memory clobber, and nowhere else. */
void pointer_sinks(struct dead *dead);

#endif
