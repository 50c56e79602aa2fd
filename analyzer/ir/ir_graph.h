/* The graph of a function's blocks: edges, reachability, loops. */
#ifndef ANALYZER_IR_GRAPH_H
#define ANALYZER_IR_GRAPH_H

#include "ir.h"

/* Fills successors, predecessors, reachable, loop and loop_depth from the terminators. */
void ir_graph_complete(struct arena *arena, struct ir_function *function);

/* Immediate dominators of the reachable blocks: dominators[b], with dominators[0] == 0 and IR_NONE
 * for what cannot be reached.  In `arena`. */
ir_id *ir_dominators(struct arena *arena, const struct ir_function *function);
bool ir_dominates(const ir_id *dominators, ir_id above, ir_id below);

/* The same for many questions: each is answered at once. */
struct ir_dominance {
    ir_id *dominators; /* as above */
    ir_id *nodes;      /* the reachable blocks, each after its dominators */
    size_t reached;
    uint32_t *first, *size; /* by block: its subtree in the tree of dominators, as an interval */
};
struct ir_dominance ir_dominance_of(struct arena *arena, const struct ir_function *function);
/* Whether every way to `below` goes through `above`; false for blocks that nothing reaches. */
bool ir_dominance_holds(const struct ir_dominance *dominance, ir_id above, ir_id below);

/* Immediate post-dominators: the block through which control must go before it leaves the
 * function; IR_NONE where there is none (leaves the function, or never ends).  In `arena`. */
ir_id *ir_post_dominators(struct arena *arena, const struct ir_function *function);

#endif
