/* Objects of which nothing is known but that they are models: somebody calls .eval() on them. */
#ifndef ANALYZER_FLOW_LAZY_QUEUE_LAUNCH_H
#define ANALYZER_FLOW_LAZY_QUEUE_LAUNCH_H

#include "flow_internal.h"
#include "lazy_internal.h"

/* Notes the objects on which a method is called that only those have which launch work of the kind
 * when they are called; in flow's arena. */
void lazy_queue_launchers(struct flow *flow, const struct lazy_kind *kind);
/* Whether the builder's call is one of such an object. */
bool lazy_queue_launches(const struct lazy_builder *builder, const struct lazy_kind *kind);

#endif
