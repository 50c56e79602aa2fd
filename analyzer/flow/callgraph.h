/* Which function of the file calls which, and an order in which callees come before callers. */
#ifndef ANALYZER_FLOW_CALLGRAPH_H
#define ANALYZER_FLOW_CALLGRAPH_H

#include "ir.h"

struct callgraph {
    /* Functions, callees first; those of one component (that call each other) stand together. */
    ir_id *order;
    uint32_t *component; /* by function */
    bool *recursive;     /* by function: it can call itself, directly or not */
    /* callees of f: edges[first[f] .. first[f + 1] - 1] */
    size_t *first;
    ir_id *edges;
};

/* In the unit's arena.  A function that is handed to somebody counts as called by who hands it;
 * held[v] is the function that variable v holds, or IR_NONE. */
struct callgraph *callgraph_new(const struct ir_unit *unit, const ir_id *held);

#endif
