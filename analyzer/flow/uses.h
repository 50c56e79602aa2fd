/* Who uses a value, and what a value is made from. */
#ifndef ANALYZER_FLOW_USES_H
#define ANALYZER_FLOW_USES_H

#include "flow_internal.h"

/* What stands behind a value: all operations that make it, back to what is read from variables. */
struct slice_of_value {
    VEC(ir_id) variables; /* scalars that are read; each once */
    VEC(ir_id) ops;       /* the operations themselves */
};

struct uses {
    const struct flow *flow;
    const struct flow_body *body;
    uint32_t *seen; /* by operation: the last slice that it was part of */
    uint32_t stamp;
    size_t work;    /* operations looked at so far; bounded */
};

struct uses *uses_new(const struct flow *flow, const struct flow_body *body);
/* Where the value of each operation goes, through arithmetic: one variable, nowhere, or elsewhere
 * (memory, a call, a branch, several variables).  With `parts`, what goes into a part of a variable
 * (an element, a field) goes into the variable. */
enum { DESTINATION_NONE = UINT32_MAX, DESTINATION_ELSEWHERE = UINT32_MAX - 1 };
uint32_t *destinations_new(struct arena *arena, const struct ir_function *function, bool parts);
/* The variable of which the place is a part, or IR_NONE: what lies behind a pointer is none. */
ir_id root_variable(const struct ir_function *function, const struct ir_place *place);

/* Starts a new slice: forgets what was seen. */
void uses_start(struct uses *uses, struct slice_of_value *slice);
/* Adds what stands behind the value to the slice.  False when the bound on work is reached. */
bool uses_add(struct uses *uses, ir_id value, struct slice_of_value *slice);

#endif
