/* Edges, reachability and natural loops; ir_dominators.c has the dominators. */
#include "ir_graph.h"

#include <string.h>

static const struct ir_op *terminator(const struct ir_function *function, ir_id block)
{
    const struct ir_block *b = &function->blocks[block];

    return &function->ops[function->order[b->first + b->count - 1]];
}

/* A call of a function that can raise leaves for its handlers too, but front ends give handlers an
 * edge from the block in which the `try` starts: the graph needs nothing more than targets. */
static void add_edges(struct arena *arena, struct ir_function *function)
{
    for (size_t i = 0; i < function->block_count; i++) {
        const struct ir_op *end = terminator(function, (ir_id)i);

        function->blocks[i].successors = end->targets;
        function->blocks[i].successor_count = end->target_count;
        for (uint32_t t = 0; t < end->target_count; t++)
            function->blocks[end->targets[t]].predecessor_count++;
    }
    for (size_t i = 0; i < function->block_count; i++) {
        struct ir_block *block = &function->blocks[i];
        block->predecessors = ARENA_ARRAY(arena, ir_id, block->predecessor_count + 1);
        block->predecessor_count = 0;
    }
    for (size_t i = 0; i < function->block_count; i++) {
        for (uint32_t t = 0; t < function->blocks[i].successor_count; t++) {
            struct ir_block *to = &function->blocks[function->blocks[i].successors[t]];
            ((ir_id *)to->predecessors)[to->predecessor_count++] = (ir_id)i;
        }
    }
}

/* Marks the natural loop of `header` with the back edge from `from`.  Returns whether the header is
 * new. */
static void mark_loop(const struct ir_function *function, bool *inside, ir_id *stack, ir_id header,
                      ir_id from)
{
    size_t depth = 0;

    inside[header] = true;
    if (!inside[from]) {
        inside[from] = true;
        stack[depth++] = from;
    }
    while (depth > 0) {
        const struct ir_block *block = &function->blocks[stack[--depth]];

        for (uint32_t p = 0; p < block->predecessor_count; p++) {
            ir_id previous = block->predecessors[p];
            if (!inside[previous] && function->blocks[previous].reachable) {
                inside[previous] = true;
                stack[depth++] = previous;
            }
        }
    }
}

/* A bound on blocks x loops, so that a generated file costs no more than a moment. */
enum { LOOP_WORK_MAX = 20000000 };

/* Headers are visited from the outermost in (dominators first), so the innermost loop is written
 * last. */
static void find_loops(struct arena *arena, struct ir_function *function,
                       const struct ir_dominance *dominance)
{
    size_t count = function->block_count, loops = 0;
    bool *inside = ARENA_ARRAY(arena, bool, count + 1);
    ir_id *stack = ARENA_ARRAY(arena, ir_id, count + 1);

    for (size_t n = 0; n < dominance->reached; n++) {
        ir_id header = dominance->nodes[n];
        const struct ir_block *block = &function->blocks[header];
        bool is_header = false;

        for (uint32_t p = 0; p < block->predecessor_count; p++) {
            ir_id from = block->predecessors[p];
            if (!ir_dominance_holds(dominance, header, from))
                continue;
            if (!is_header)
                memset(inside, 0, count * sizeof *inside);
            is_header = true;
            mark_loop(function, inside, stack, header, from);
        }
        if (!is_header)
            continue;
        if (++loops * count > LOOP_WORK_MAX) {
            function->too_complex = true;
            return;
        }
        for (size_t i = 0; i < count; i++) {
            if (inside[i]) {
                function->blocks[i].loop = header;
                function->blocks[i].loop_depth++;
            }
        }
    }
}

void ir_graph_complete(struct arena *arena, struct ir_function *function)
{
    struct ir_dominance dominance;

    add_edges(arena, function);
    dominance = ir_dominance_of(arena, function);
    for (size_t i = 0; i < function->block_count; i++) {
        function->blocks[i].reachable = dominance.dominators[i] != IR_NONE;
        function->blocks[i].loop = IR_NONE;
    }
    find_loops(arena, function, &dominance);
}
