/* Tarjan's algorithm, without recursion: the graph may be as deep as it is large. */
#include "components.h"

struct search {
    const struct graph *graph;
    struct components found;
    uint32_t *number, *low; /* 0: not visited */
    size_t *progress;       /* the next edge to follow */
    bool *open;             /* is on the stack of unfinished components */
    uint32_t *stack, *path;
    size_t stack_count, path_count, ordered;
    uint32_t numbers, components;
};

static void open_node(struct search *search, uint32_t node)
{
    search->number[node] = search->low[node] = ++search->numbers;
    search->progress[node] = search->graph->first[node];
    search->open[node] = true;
    search->stack[search->stack_count++] = node;
    search->path[search->path_count++] = node;
}

static void close_component(struct search *search, uint32_t root)
{
    struct components *found = &search->found;
    size_t first = search->ordered;
    uint32_t node;

    do {
        node = search->stack[--search->stack_count];
        search->open[node] = false;
        found->component[node] = search->components;
        found->order[search->ordered++] = node;
    } while (node != root);
    search->components++;
    for (size_t i = first; search->ordered - first > 1 && i < search->ordered; i++)
        found->cyclic[found->order[i]] = true;
}

static void lower_to(struct search *search, uint32_t node, uint32_t low)
{
    if (low < search->low[node])
        search->low[node] = low;
}

/* One step from the end of the path: follows an edge, or closes the node. */
static void step(struct search *search)
{
    uint32_t node = search->path[search->path_count - 1];

    if (search->progress[node] < search->graph->first[node + 1]) {
        uint32_t next = search->graph->edges[search->progress[node]++];

        if (next == node)
            search->found.cyclic[node] = true;
        if (!search->number[next])
            open_node(search, next);
        else if (search->open[next])
            lower_to(search, node, search->number[next]);
        return;
    }
    search->path_count--;
    if (search->low[node] == search->number[node])
        close_component(search, node);
    if (search->path_count > 0)
        lower_to(search, search->path[search->path_count - 1], search->low[node]);
}

struct components components_of(const struct graph *graph, struct arena *arena)
{
    size_t count = (size_t)graph->count + 1;
    struct search search = {
        .graph = graph,
        .found = {.order = ARENA_ARRAY(arena, uint32_t, count),
                  .component = ARENA_ARRAY(arena, uint32_t, count),
                  .cyclic = ARENA_ARRAY(arena, bool, count)},
        .number = ARENA_ARRAY(arena, uint32_t, count),
        .low = ARENA_ARRAY(arena, uint32_t, count),
        .progress = ARENA_ARRAY(arena, size_t, count),
        .open = ARENA_ARRAY(arena, bool, count),
        .stack = ARENA_ARRAY(arena, uint32_t, count),
        .path = ARENA_ARRAY(arena, uint32_t, count),
    };

    for (uint32_t node = 0; node < graph->count; node++) {
        if (!search.number[node])
            open_node(&search, node);
        while (search.path_count > 0)
            step(&search);
    }
    return search.found;
}
