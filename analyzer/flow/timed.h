/* A timer region whose two readings meet in its own function: what elapsed and divisor look at. */
#ifndef ANALYZER_FLOW_TIMED_H
#define ANALYZER_FLOW_TIMED_H

#include "flow_internal.h"
#include "scale.h"

struct timed {
    struct flow *flow;
    const struct region *region;
    size_t number;
    const struct ir_function *function;
    struct scaling *scaling;
};

/* False when the region is none such. */
bool timed_region(struct flow *flow, size_t number, struct timed *timed);
/* A new fact that points at an operation of a function; NULL when it is told already. */
struct flow_fact *timed_fact(const struct timed *timed, enum flow_fact_kind kind, ir_id function,
                             ir_id op, const char *detail);
/* Whether the value is the time of this region, in whatever unit. */
bool timed_is_span(const struct timed *timed, ir_id value);
/* Whether a number that stands in what the region runs, or the product of two, is this one: then a
 * part of the time may be meant, that of one round. */
bool timed_explains(const struct timed *timed, double number);

#endif
