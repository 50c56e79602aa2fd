/* What is warmed up before the clock starts is what is measured. */
#ifndef ANALYZER_FLOW_LAZY_QUEUE_WARM_H
#define ANALYZER_FLOW_LAZY_QUEUE_WARM_H

#include "lazy_internal.h"

/* Whether the builder's call, of something out of sight, was made before in the same function, on
 * variables that nobody has stored into since: network(images) for practice, then network(images)
 * for the clock. */
bool lazy_queue_warmed_up(const struct lazy_builder *builder);

#endif
