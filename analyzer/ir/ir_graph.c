/* Edges, reachability, dominators (Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm")
 * and natural loops. */
#include "ir_graph.h"

#include <string.h>

#include "err.h"

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

/* A graph seen from one end: forward from the entry, or backward from a virtual exit. */
struct view {
    const struct ir_function *function;
    bool backward;
    size_t count; /* nodes: blocks, and in a backward view the virtual exit */
    ir_id root;
};

static bool leaves(const struct ir_function *function, ir_id block)
{
    return function->blocks[block].successor_count == 0;
}

static uint32_t next_count(const struct view *view, ir_id node)
{
    const struct ir_block *blocks = view->function->blocks;

    if (!view->backward)
        return blocks[node].successor_count;
    return node == view->root ? (uint32_t)(view->count - 1) : blocks[node].predecessor_count;
}

/* The i-th node after `node`, or IR_NONE for a slot that is empty. */
static ir_id next_node(const struct view *view, ir_id node, uint32_t i)
{
    const struct ir_block *blocks = view->function->blocks;

    if (!view->backward)
        return blocks[node].successors[i];
    if (node == view->root)
        return leaves(view->function, i) ? (ir_id)i : IR_NONE;
    return blocks[node].predecessors[i];
}

static uint32_t previous_count(const struct view *view, ir_id node)
{
    const struct ir_block *blocks = view->function->blocks;

    if (!view->backward)
        return blocks[node].predecessor_count;
    return leaves(view->function, node) ? 1 : blocks[node].successor_count;
}

static ir_id previous_node(const struct view *view, ir_id node, uint32_t i)
{
    const struct ir_block *blocks = view->function->blocks;

    if (!view->backward)
        return blocks[node].predecessors[i];
    return leaves(view->function, node) ? view->root : blocks[node].successors[i];
}

/* Numbers the nodes in postorder without recursion; returns how many were reached.  number[] is
 * IR_NONE for the others. */
static size_t postorder(struct arena *arena, const struct view *view, ir_id *number, ir_id *nodes)
{
    ir_id *stack = ARENA_ARRAY(arena, ir_id, view->count + 1);
    uint32_t *progress = ARENA_ARRAY(arena, uint32_t, view->count + 1);
    bool *seen = ARENA_ARRAY(arena, bool, view->count + 1);
    size_t depth = 0, reached = 0;

    for (size_t i = 0; i < view->count; i++)
        number[i] = IR_NONE;
    stack[depth++] = view->root;
    seen[view->root] = true;
    while (depth > 0) {
        ir_id node = stack[depth - 1];

        if (progress[node] == next_count(view, node)) {
            number[node] = (ir_id)reached;
            nodes[reached++] = node;
            depth--;
        } else {
            ir_id next = next_node(view, node, progress[node]++);

            if (next != IR_NONE && !seen[next]) {
                seen[next] = true;
                stack[depth++] = next;
            }
        }
    }
    return reached;
}

static ir_id meet(const ir_id *dominators, const ir_id *number, ir_id a, ir_id b)
{
    while (a != b) {
        while (number[a] < number[b])
            a = dominators[a];
        while (number[b] < number[a])
            b = dominators[b];
    }
    return a;
}

static ir_id *dominators_of(struct arena *arena, const struct view *view)
{
    ir_id *number = ARENA_ARRAY(arena, ir_id, view->count + 1);
    ir_id *nodes = ARENA_ARRAY(arena, ir_id, view->count + 1);
    ir_id *dominators = ARENA_ARRAY(arena, ir_id, view->count + 1);
    size_t reached = postorder(arena, view, number, nodes);
    bool changed = true;

    for (size_t i = 0; i < view->count; i++)
        dominators[i] = IR_NONE;
    dominators[view->root] = view->root;
    while (changed) {
        changed = false;
        for (size_t i = reached - 1; i-- > 0;) { /* reverse postorder, without the root */
            ir_id node = nodes[i], best = IR_NONE;

            for (uint32_t p = 0; p < previous_count(view, node); p++) {
                ir_id previous = previous_node(view, node, p);
                if (dominators[previous] != IR_NONE)
                    best = best == IR_NONE ? previous : meet(dominators, number, previous, best);
            }
            if (dominators[node] != best) {
                dominators[node] = best;
                changed = true;
            }
        }
    }
    return dominators;
}

ir_id *ir_dominators(struct arena *arena, const struct ir_function *function)
{
    struct view view = {function, false, function->block_count, 0};

    return dominators_of(arena, &view);
}

ir_id *ir_post_dominators(struct arena *arena, const struct ir_function *function)
{
    struct view view = {function, true, function->block_count + 1, (ir_id)function->block_count};
    ir_id *dominators = dominators_of(arena, &view);

    for (size_t i = 0; i < function->block_count; i++) {
        if (dominators[i] == view.root)
            dominators[i] = IR_NONE;
    }
    return dominators;
}

bool ir_dominates(const ir_id *dominators, ir_id above, ir_id below)
{
    while (below != above) {
        if (below == IR_NONE || dominators[below] == below)
            return false;
        below = dominators[below];
    }
    return true;
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
static void find_loops(struct arena *arena, struct ir_function *function, const ir_id *dominators)
{
    size_t count = function->block_count, loops = 0;
    bool *inside = ARENA_ARRAY(arena, bool, count + 1);
    ir_id *stack = ARENA_ARRAY(arena, ir_id, count + 1);
    ir_id *number = ARENA_ARRAY(arena, ir_id, count + 1);
    ir_id *nodes = ARENA_ARRAY(arena, ir_id, count + 1);
    struct view view = {function, false, count, 0};
    size_t reached = postorder(arena, &view, number, nodes);

    for (size_t n = reached; n-- > 0;) {
        ir_id header = nodes[n];
        const struct ir_block *block = &function->blocks[header];
        bool is_header = false;

        for (uint32_t p = 0; p < block->predecessor_count; p++) {
            ir_id from = block->predecessors[p];
            if (!function->blocks[from].reachable || !ir_dominates(dominators, header, from))
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
    ir_id *dominators;

    add_edges(arena, function);
    dominators = ir_dominators(arena, function);
    for (size_t i = 0; i < function->block_count; i++) {
        function->blocks[i].reachable = dominators[i] != IR_NONE;
        function->blocks[i].loop = IR_NONE;
    }
    find_loops(arena, function, dominators);
}
