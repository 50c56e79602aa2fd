/* Printing while the clock runs: where it goes, and whether it tells the time. */
#ifndef ANALYZER_FLOW_PRINTED_H
#define ANALYZER_FLOW_PRINTED_H

#include "flow_internal.h"

/* Whether a call that prints writes a file or a text in memory; else people see it. */
bool printed_elsewhere(const struct flow *flow, const struct ir_function *function, ir_id call);
/* Whether a call that prints tells a reading of the clock that is made while the clock runs: the
 * time so far, or that of the round. */
bool printed_time(const struct flow *flow, const struct region *region,
                  const struct ir_function *function, ir_id call);

#endif
