/* How much a producer puts off, against what the library keeps back at most. */
#ifndef ANALYZER_FLOW_LAZY_VOLUME_H
#define ANALYZER_FLOW_LAZY_VOLUME_H

#include "flow_internal.h"

enum volume { VOLUME_UNKNOWN, VOLUME_FAR_BEYOND };

/* VOLUME_FAR_BEYOND: constants of the loop and of the call show that so much is produced that the
 * last rest is below a few per cent of it. */
enum volume lazy_volume(const struct flow *flow, const struct flow_body *body, ir_id producer,
                        const struct lazy_kind *kind);

#endif
