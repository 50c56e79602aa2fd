/* Work that is put off in one time span and done in another one that is measured, too: the two
 * halves are told apart on purpose, as in `submit: 1 ms, total: 9 ms`. */
#ifndef ANALYZER_FLOW_LAZY_LAPS_H
#define ANALYZER_FLOW_LAZY_LAPS_H

#include "lazy_internal.h"

/* Whether a longer or a following span of the same function does something with the item after the
 * region has ended. */
bool lazy_in_other_lap(const struct flow *flow, const struct region *region,
                       const struct lazy_events *events, const struct lazy_item *item);

#endif
