/* Strongly connected components by Tarjan's algorithm, without recursion. */
#include "callgraph.h"

/* The function that an operation calls or names, or IR_NONE. */
static ir_id callee_of(const struct ir_op *op, const ir_id *held)
{
    if (op->code == IR_CALL || op->code == IR_FUNC)
        return op->function;
    return op->code == IR_LOAD && op->place.variable != IR_NONE ? held[op->place.variable]
                                                                : IR_NONE;
}

static void collect_edges(const struct ir_unit *unit, const ir_id *held, struct callgraph *graph)
{
    size_t count = 0, at = 0;

    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++)
            count += callee_of(&unit->functions[f].ops[i], held) != IR_NONE;
    graph->edges = ARENA_ARRAY(unit->arena, ir_id, count + 1);
    graph->first = ARENA_ARRAY(unit->arena, size_t, unit->function_count + 1);
    for (size_t f = 0; f < unit->function_count; f++) {
        graph->first[f] = at;
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            ir_id callee = callee_of(&unit->functions[f].ops[i], held);

            if (callee != IR_NONE)
                graph->edges[at++] = callee;
        }
    }
    graph->first[unit->function_count] = at;
}

struct search {
    struct callgraph *graph;
    uint32_t *number, *low; /* 0: not visited */
    size_t *progress;       /* the next edge to follow */
    bool *open;             /* is on the stack of unfinished components */
    ir_id *stack, *path;
    size_t stack_count, path_count, ordered;
    uint32_t numbers, components;
};

static void open_node(struct search *search, ir_id node)
{
    search->number[node] = search->low[node] = ++search->numbers;
    search->progress[node] = search->graph->first[node];
    search->open[node] = true;
    search->stack[search->stack_count++] = node;
    search->path[search->path_count++] = node;
}

static void close_component(struct search *search, ir_id root)
{
    struct callgraph *graph = search->graph;
    size_t first = search->ordered;
    ir_id node;

    do {
        node = search->stack[--search->stack_count];
        search->open[node] = false;
        graph->component[node] = search->components;
        graph->order[search->ordered++] = node;
    } while (node != root);
    search->components++;
    for (size_t i = first; search->ordered - first > 1 && i < search->ordered; i++)
        graph->recursive[graph->order[i]] = true;
}

static void lower_to(struct search *search, ir_id node, uint32_t low)
{
    if (low < search->low[node])
        search->low[node] = low;
}

/* One step from the end of the path: follows an edge, or closes the node. */
static void step(struct search *search)
{
    ir_id node = search->path[search->path_count - 1];

    if (search->progress[node] < search->graph->first[node + 1]) {
        ir_id next = search->graph->edges[search->progress[node]++];

        if (next == node)
            search->graph->recursive[node] = true;
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

struct callgraph *callgraph_new(const struct ir_unit *unit, const ir_id *held)
{
    struct arena *arena = unit->arena;
    struct callgraph *graph = ARENA_NEW(arena, struct callgraph);
    size_t count = unit->function_count + 1;
    struct search search = {
        .graph = graph,
        .number = ARENA_ARRAY(arena, uint32_t, count),
        .low = ARENA_ARRAY(arena, uint32_t, count),
        .progress = ARENA_ARRAY(arena, size_t, count),
        .open = ARENA_ARRAY(arena, bool, count),
        .stack = ARENA_ARRAY(arena, ir_id, count),
        .path = ARENA_ARRAY(arena, ir_id, count),
    };

    graph->order = ARENA_ARRAY(arena, ir_id, count);
    graph->component = ARENA_ARRAY(arena, uint32_t, count);
    graph->recursive = ARENA_ARRAY(arena, bool, count);
    collect_edges(unit, held, graph);
    for (ir_id f = 0; f < unit->function_count; f++) {
        if (!search.number[f])
            open_node(&search, f);
        while (search.path_count > 0)
            step(&search);
    }
    return graph;
}
