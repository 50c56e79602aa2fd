/* Variables that several functions (or several calls of one function) see: globals, statics, and
 * locals that an inner function captures. */
#ifndef ANALYZER_FLOW_SHARED_H
#define ANALYZER_FLOW_SHARED_H

#include "flow_internal.h"

/* Fills flow->shared: the variable outlives a call, or other functions reach it by name; and
 * flow->observed: what is stored in a shared variable may be seen by somebody.  A static that is
 * only updated from its own old value is observed by nobody.  Fills flow->held, too. */
void shared_fill(struct flow *flow);

#endif
