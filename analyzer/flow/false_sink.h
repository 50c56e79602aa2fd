/* What the author of dead work wrote to keep it alive, and why it does not. */
#ifndef ANALYZER_FLOW_FALSE_SINK_H
#define ANALYZER_FLOW_FALSE_SINK_H

#include "dead_internal.h"

/* Looks at the facts about dead work from number `first` on: one whose value goes into what is no
 * use becomes FACT_FALSE_SINK, one that stands beside a barrier which does not know its variable
 * FACT_VAIN_BARRIER.  Of several facts that end in one false sink the first is kept. */
void false_sinks(struct dead *dead, size_t first);

#endif
