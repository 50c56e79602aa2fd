/* What a region does again in each of its rounds. */
#ifndef ANALYZER_FLOW_ROUNDS_H
#define ANALYZER_FLOW_ROUNDS_H

#include "flow_internal.h"

/* Whether the two places are the same variable, or the same field. */
bool rounds_same_place(const struct ir_place *a, const struct ir_place *b);
/* Whether the operation of the region's function is run again without the clock being started
 * again: it stands in a loop of the region. */
bool rounds_repeat(const struct flow *flow, const struct region *region, ir_id op);

#endif
