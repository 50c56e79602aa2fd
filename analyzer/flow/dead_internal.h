/* What the parts of the search for dead work in one function share. */
#ifndef ANALYZER_FLOW_DEAD_INTERNAL_H
#define ANALYZER_FLOW_DEAD_INTERNAL_H

#include "dead.h"
#include "liveness.h"
#include "uses.h"

struct dead {
    struct flow *flow;
    const struct flow_body *body;
    const struct liveness *live;
    struct uses *uses;
    struct slice_of_value slice;
    bool *explained; /* by operation: it is dead because of a fact that was reported */
};

/* The first region in which the operation runs, or SIZE_MAX. */
size_t dead_region(const struct dead *dead, ir_id op);
/* Whether the operation is done often enough to be a part of what the region measures: a program
 * that is timed from outside takes its time in loops, and what it does once is no work. */
bool dead_is_repeated(const struct dead *dead, size_t region, ir_id op);
/* The operation can run, and no root needs it. */
bool dead_is(const struct dead *dead, ir_id op);
/* Whether a dead call stands for work worth speaking of: a body with loops, memory or arithmetic,
 * or a library function. */
bool dead_call_is_work(const struct dead *dead, ir_id op);
/* Lowers the confidence for what a dead call takes for granted. */
void dead_call_assume(const struct dead *dead, ir_id op, struct flow_fact *fact);

/* The parts, in the order in which they run: what an earlier one explains, a later one skips. */
void dead_stores(struct dead *dead);
void dead_memory(struct dead *dead);
void dead_calls(struct dead *dead);

#endif
