/* What some observable root needs (C, C++): the rest the compiler may delete.
 *
 * Roots: volatile accesses, asm, I/O, calls of unknown functions, stores that others can see, what
 * is returned, control that leaves, loops that the language does not let end by assumption.  A
 * needed operation needs its operands, the stores that reach what it reads, and the branches that
 * decide whether it runs. */
#ifndef ANALYZER_FLOW_LIVENESS_H
#define ANALYZER_FLOW_LIVENESS_H

#include "control.h"
#include "points_to.h"

struct liveness {
    bool *needed; /* by operation */
    bool *root;   /* ... and is a root itself */
    struct control *control;
};

/* NULL when the function is over the bounds. */
struct liveness *liveness_new(const struct flow *flow, const struct flow_body *body);

#endif
