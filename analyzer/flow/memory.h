/* What one operation reads and writes, and whether the outside can tell that it ran. */
#ifndef ANALYZER_FLOW_MEMORY_H
#define ANALYZER_FLOW_MEMORY_H

#include "points_to.h"

/* Adds to `into` the objects that the operation may write, or read. */
void memory_written(const struct flow_body *body, ir_id op, uint64_t *into);
void memory_read(const struct flow *flow, const struct flow_body *body, ir_id op, uint64_t *into);

/* Something of the operation itself can be told from outside: volatile, asm, I/O, control that
 * leaves.  What it writes is not asked here. */
bool memory_observable(const struct flow *flow, const struct flow_body *body, ir_id op);
/* The end of a container whose elements need no code at theirs: memory is freed, what was in it
 * does not matter. */
bool memory_only_freed(const struct flow *flow, const struct ir_op *op);
/* Whether an iteration runs no code but that of a standard container or an array. */
bool memory_plain_iteration(const struct flow *flow, const struct flow_body *body, ir_id op);

#endif
