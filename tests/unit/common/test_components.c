#include <criterion/criterion.h>

#include "components.h"

/* 0 -> 1 -> 2 -> 1, 2 -> 3, 4 -> 4, 5 alone */
Test(components, cycles_are_found_and_successors_come_first)
{
    const size_t first[] = {0, 1, 2, 4, 4, 5, 5};
    const uint32_t edges[] = {1, 2, 1, 3, 4};
    const bool cyclic[] = {false, true, true, false, true, false};
    struct arena arena = {0};
    struct components found = components_of(&(struct graph){6, first, edges}, &arena);

    for (size_t i = 0; i < 6; i++)
        cr_expect_eq(found.cyclic[i], cyclic[i], "node %zu", i);
    cr_expect_eq(found.component[1], found.component[2]);
    cr_expect_lt(found.component[3], found.component[1]);
    cr_expect_lt(found.component[1], found.component[0]);
    cr_expect_neq(found.component[4], found.component[5]);
    for (size_t i = 1; i < 6; i++)
        cr_expect_geq(found.component[found.order[i]], found.component[found.order[i - 1]]);
    arena_release(&arena);
}

/* Deeper than any stack. */
Test(components, a_long_cycle_is_one_component)
{
    enum { NODES = 1000000 };
    struct arena arena = {0};
    size_t *first = ARENA_ARRAY(&arena, size_t, NODES + 1);
    uint32_t *edges = ARENA_ARRAY(&arena, uint32_t, NODES);
    struct components found;

    for (uint32_t i = 0; i < NODES; i++) {
        first[i] = i;
        edges[i] = (i + 1) % NODES;
    }
    first[NODES] = NODES;
    found = components_of(&(struct graph){NODES, first, edges}, &arena);
    cr_expect(found.cyclic[0] && found.cyclic[NODES - 1]);
    cr_expect_eq(found.component[0], found.component[NODES / 2]);
    arena_release(&arena);
}
