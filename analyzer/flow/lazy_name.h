/* How the user calls an object whose work is put off. */
#ifndef ANALYZER_FLOW_LAZY_NAME_H
#define ANALYZER_FLOW_LAZY_NAME_H

#include "lazy_internal.h"

/* By an operand of the operation, or by the variable that the object was put into; NULL when it has
 * no name.  In the arena. */
const char *lazy_name(const struct flow *flow, const struct flow_body *body, ir_id op,
                      size_t object);

#endif
