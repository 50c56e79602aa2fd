/* Work that is put off before a region and done in it: the region's time contains it, too. */
#ifndef ANALYZER_FLOW_LAZY_CARRIED_H
#define ANALYZER_FLOW_LAZY_CARRIED_H

#include "lazy_internal.h"

/* Adds the facts about one region: FACT_CARRIED, or FACT_LEAKED when the work was put off in
 * another region.  Of kinds that the models call `carried` only. */
void lazy_carried(struct flow *flow, const struct lazy_events *events, size_t region);

#endif
