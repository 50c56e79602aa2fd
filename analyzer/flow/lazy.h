/* Typestate of objects whose work is put off: clean, pending, realized, unknown, per object and
 * path.
 *
 * An object is a number of points_to; together with a kind of the models it is an item.  Events of
 * operations move items from state to state; what is handed to code that we cannot see is unknown
 * from there on. */
#ifndef ANALYZER_FLOW_LAZY_H
#define ANALYZER_FLOW_LAZY_H

#include "flow_internal.h"

/* What the function does to the lazy objects of its caller: callees first.  In the arena. */
struct lazy_summary *lazy_summarise(const struct flow *flow, struct flow_body *body);
/* The kind of the lazy object that every call of the function yields, or NULL. */
const struct lazy_kind *lazy_result(const struct flow *flow, ir_id function);
/* The kind of which each object of the class of this value is one, or NULL. */
const struct lazy_kind *lazy_class(const struct flow *flow, const struct ir_op *op);
/* Adds the facts about all regions. */
void lazy_facts(struct flow *flow);

#endif
