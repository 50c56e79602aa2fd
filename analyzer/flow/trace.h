/* Puts facts together: names as the user wrote them, and the steps that lead to the finding. */
#ifndef ANALYZER_FLOW_TRACE_H
#define ANALYZER_FLOW_TRACE_H

#include "flow_internal.h"

/* Whether there is a fact of the kind at the operation: several regions may run the same code. */
bool trace_told(const struct flow *flow, enum flow_fact_kind kind, ir_id function, ir_id op);
/* Adds a fact about a region; `op` of `function` is what it points at.  The caller fills the rest
 * before the next call; steps are added by trace_finish. */
struct flow_fact *trace_fact(struct flow *flow, enum flow_fact_kind kind, size_t region,
                             ir_id function, ir_id op);
/* Lowers the confidence (never raises it); the first assumption given is kept. */
void trace_lower(struct flow_fact *fact, enum confidence confidence, const char *assumption);
/* The steps: the start, `message` at the fact's own operation, the stop, and where it is late. */
void trace_finish(struct flow *flow, struct flow_fact *fact, const char *message);
/* One more step, told last. */
void trace_step(struct flow_fact *fact, ir_id op, struct ir_range at,
                const char *message);
/* Where the fact points. */
const struct ir_range *trace_place(const struct flow *flow, const struct flow_fact *fact);
/* What is called, as the user wrote it: "output.write". */
const char *trace_callee(const struct flow *flow, ir_id function, ir_id call);
/* How the user calls the value: "out", "self.buffer". */
const char *trace_value(const struct flow *flow, ir_id function, ir_id op);

#endif
