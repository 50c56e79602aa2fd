/* Ways that control takes only where there is no device: the arm of a benchmark for the host. */
#ifndef ANALYZER_FLOW_HOSTED_H
#define ANALYZER_FLOW_HOSTED_H

#include "flow_internal.h"

/* Python: whether a branch that asks for a device leads to the operation only when there is none:
 * if device.type == "cuda": ... else: here. */
bool hosted_only(const struct flow *flow, const struct flow_body *body, ir_id op);

#endif
