/* Lists and tables that a function makes and fills itself: what is put into one is in sight until
 * somebody looks at it. */
#ifndef ANALYZER_FLOW_LAZY_HELD_H
#define ANALYZER_FLOW_LAZY_HELD_H

#include "points_to.h"

struct lazy_held;

/* In flow's arena. */
struct lazy_held *lazy_held_new(const struct flow *flow, const struct flow_body *body);
/* Whether the operation does nothing with its operands but put them into such a list. */
bool lazy_held_puts(const struct lazy_held *held, ir_id op);
/* The objects in the lists that the operation looks at, or NULL; valid until the next question. */
const uint64_t *lazy_held_touched(const struct lazy_held *held, ir_id op);
/* Whether the object was put into such a list. */
bool lazy_held_has(const struct lazy_held *held, size_t object);

#endif
