/* Events of a device that are recorded in another queue than the work between them. */
#ifndef ANALYZER_FLOW_STREAMS_H
#define ANALYZER_FLOW_STREAMS_H

#include "flow_internal.h"

/* Adds FACT_OTHER_STREAM for regions of event clocks.  Which argument is the queue, entries of the
 * kind "device-stream" say: those that put work into it, and those that record. */
void streams_facts(struct flow *flow);

#endif
