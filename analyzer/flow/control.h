/* Which branch decides whether a block runs, and how loops nest. */
#ifndef ANALYZER_FLOW_CONTROL_H
#define ANALYZER_FLOW_CONTROL_H

#include "flow_internal.h"

struct control {
    /* Blocks whose branch decides whether block b runs:
     * deciders[first[b] .. first[b + 1] - 1] */
    size_t *first;
    ir_id *deciders;
    ir_id *loop_parent; /* by header: the header of the loop around it, or IR_NONE */
    bool endless;       /* some reachable block never gets to an exit */
    bool *kept;         /* by header: the language does not let the compiler assume its end */
};

/* NULL when the function is over the bounds. */
struct control *control_new(const struct flow *flow, const struct ir_function *function);
/* By header: the header of the loop around it, or IR_NONE.  In `arena`. */
ir_id *control_loop_parents(struct arena *arena, const struct ir_function *function);
/* Whether the loop with this header contains the block. */
bool control_contains(const struct control *control, const struct ir_function *function,
                      ir_id header, ir_id block);
/* Whether the way from the start of the region to its stop may pass the operation by, other than in
 * a loop of no rounds.  False where the region has no stop of its own. */
bool control_may_skip(const struct flow *flow, const struct region *region, ir_id op);
/* The last operation of a block. */
ir_id control_terminator(const struct ir_function *function, ir_id block);

#endif
