#include "callgraph.h"

#include "components.h"

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

struct callgraph *callgraph_new(const struct ir_unit *unit, const ir_id *held)
{
    struct callgraph *graph = ARENA_NEW(unit->arena, struct callgraph);
    struct components found;

    collect_edges(unit, held, graph);
    found = components_of(&(struct graph){(uint32_t)unit->function_count, graph->first,
                                          graph->edges},
                          unit->arena);
    graph->order = found.order;
    graph->component = found.component;
    graph->recursive = found.cyclic;
    return graph;
}
