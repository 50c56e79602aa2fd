/* What a call does, from the callee's summary, its attributes or the models; unknown means
 * anything. */
#ifndef ANALYZER_FLOW_EFFECTS_H
#define ANALYZER_FLOW_EFFECTS_H

#include "flow_internal.h"

/* Fills body->effects for every call, from the summaries as they are now. */
void effects_fill(const struct flow *flow, struct flow_body *body);
/* The bit of an operand in the masks of struct effect. */
uint32_t effect_bit(uint32_t operand);
/* The bit of a parameter in the masks of struct flow_summary. */
uint32_t parameter_bit(uint32_t parameter);

#endif
