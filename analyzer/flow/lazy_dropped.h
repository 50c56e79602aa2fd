/* Objects that nobody keeps and whose end waits for their work: std::async() as a statement. */
#ifndef ANALYZER_FLOW_LAZY_DROPPED_H
#define ANALYZER_FLOW_LAZY_DROPPED_H

#include "lazy_internal.h"

/* Adds FACT_DROPPED for those that are made inside of the region.  `all`: the events of every
 * function, NULL where there are none. */
void lazy_dropped(struct flow *flow, struct lazy_events *const *all, size_t region);

#endif
