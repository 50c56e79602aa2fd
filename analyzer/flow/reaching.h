/* Which stores reach a read of a scalar local whose address nobody takes. */
#ifndef ANALYZER_FLOW_REACHING_H
#define ANALYZER_FLOW_REACHING_H

#include "points_to.h"

struct reaching;

/* NULL when the function is over the bounds. */
struct reaching *reaching_new(const struct flow *flow, const struct flow_body *body);
bool reaching_tracks(const struct reaching *reaching, size_t object);
/* Calls `visit` for each store whose value the operation `reader` may read.  A way through a block
 * is followed once in the life of `reaching`, so later readers are told only what is new. */
void reaching_stores(struct reaching *reaching, size_t object, ir_id reader,
                     void (*visit)(ir_id store, void *context), void *context);

#endif
