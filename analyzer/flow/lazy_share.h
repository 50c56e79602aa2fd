/* Whether writing to a stream is what a region measures, or a by-product of other work. */
#ifndef ANALYZER_FLOW_LAZY_SHARE_H
#define ANALYZER_FLOW_LAZY_SHARE_H

#include "lazy_internal.h"

/* False where the region calls more that does other work, or may do it, than it calls producers of
 * the kind: the last rest in a buffer is then a small part of the time.  Results shown on a
 * terminal, readings of clocks and ways that end the program count for neither side.  `all`: the
 * events of every function, NULL where there are none. */
bool lazy_dominates(const struct flow *flow, struct lazy_events *const *all,
                    const struct region *region, const struct lazy_kind *kind);
/* Whether the object is stdout or its like: it shows results. */
bool lazy_is_terminal(const struct flow *flow, const struct flow_body *body, size_t object);

#endif
