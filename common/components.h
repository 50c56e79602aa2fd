/* The strongly connected components of a directed graph: its cycles, and an order without them. */
#ifndef COMMON_COMPONENTS_H
#define COMMON_COMPONENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

struct graph {
    uint32_t count;
    /* The successors of node i are edges[first[i]] .. edges[first[i + 1] - 1]. */
    const size_t *first;
    const uint32_t *edges;
};

struct components {
    uint32_t *order;     /* nodes, successors first; those of one component stand together */
    uint32_t *component; /* by node: its number, in the order in which they stand there */
    bool *cyclic;        /* by node: it can be reached from itself */
};

/* In the arena, as is what the search needs. */
struct components components_of(const struct graph *graph, struct arena *arena);

#endif
