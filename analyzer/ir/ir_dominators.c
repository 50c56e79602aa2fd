/* Dominators: Lengauer and Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph", the
 * simple version, which takes m log n steps whatever the graph: in generated code a hundred
 * thousand branches may meet in one block. */
#include "ir_graph.h"

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

/* A depth-first walk; nodes are named by when they were first seen. */
struct walk {
    uint32_t *number; /* by node; IR_NONE for what is not reached */
    ir_id *nodes;     /* by number */
    uint32_t *parent; /* number by number */
    size_t reached;
};

static void see(struct walk *walk, ir_id node, uint32_t parent)
{
    walk->number[node] = (uint32_t)walk->reached;
    walk->parent[walk->reached] = parent;
    walk->nodes[walk->reached++] = node;
}

static struct walk walk_of(struct arena *arena, const struct view *view)
{
    struct walk walk = {.number = ARENA_ARRAY(arena, uint32_t, view->count + 1),
                        .nodes = ARENA_ARRAY(arena, ir_id, view->count + 1),
                        .parent = ARENA_ARRAY(arena, uint32_t, view->count + 1)};
    ir_id *stack = ARENA_ARRAY(arena, ir_id, view->count + 1);
    uint32_t *progress = ARENA_ARRAY(arena, uint32_t, view->count + 1);
    size_t depth = 0;

    for (size_t i = 0; i < view->count; i++)
        walk.number[i] = IR_NONE;
    see(&walk, view->root, 0);
    stack[depth++] = view->root;
    while (depth > 0) {
        ir_id node = stack[depth - 1], next;

        if (progress[node] == next_count(view, node)) {
            depth--;
            continue;
        }
        next = next_node(view, node, progress[node]++);
        if (next != IR_NONE && walk.number[next] == IR_NONE) {
            see(&walk, next, walk.number[node]);
            stack[depth++] = next;
        }
    }
    return walk;
}

/* The algorithm's state, all by number.  Linked nodes form a forest (`above`); `label` is the node
 * of the least semidominator on the way up as far as paths are compressed. */
struct forest {
    uint32_t *semi, *label, *above, *stack;
};

/* The node of the least semidominator between `node` and the root of its tree. */
static uint32_t least(struct forest *forest, uint32_t node)
{
    uint32_t at = node;
    size_t depth = 0;

    if (forest->above[node] == IR_NONE)
        return node;
    for (; forest->above[forest->above[at]] != IR_NONE; at = forest->above[at])
        forest->stack[depth++] = at;
    while (depth > 0) {
        uint32_t low = forest->stack[--depth], high = forest->above[low];

        if (forest->semi[forest->label[high]] < forest->semi[forest->label[low]])
            forest->label[low] = forest->label[high];
        forest->above[low] = forest->above[high];
    }
    return forest->label[node];
}

static uint32_t semidominator(const struct view *view, const struct walk *walk,
                              struct forest *forest, uint32_t node)
{
    ir_id block = walk->nodes[node];
    uint32_t semi = walk->parent[node];

    for (uint32_t p = 0; p < previous_count(view, block); p++) {
        uint32_t previous = walk->number[previous_node(view, block, p)];

        if (previous == IR_NONE)
            continue;
        previous = forest->semi[least(forest, previous)];
        if (previous < semi)
            semi = previous;
    }
    return semi;
}

/* Immediate dominators, number by number. */
static uint32_t *immediate(struct arena *arena, const struct view *view, const struct walk *walk)
{
    size_t count = walk->reached;
    struct forest forest = {
        ARENA_ARRAY(arena, uint32_t, count), ARENA_ARRAY(arena, uint32_t, count),
        ARENA_ARRAY(arena, uint32_t, count), ARENA_ARRAY(arena, uint32_t, count)};
    uint32_t *dominators = ARENA_ARRAY(arena, uint32_t, count);
    /* Lists of the nodes that have the same semidominator. */
    uint32_t *first = ARENA_ARRAY(arena, uint32_t, count);
    uint32_t *next = ARENA_ARRAY(arena, uint32_t, count);

    for (uint32_t i = 0; i < count; i++) {
        forest.semi[i] = forest.label[i] = i;
        forest.above[i] = first[i] = IR_NONE;
    }
    for (uint32_t node = (uint32_t)count - 1; node > 0; node--) {
        uint32_t parent = walk->parent[node], semi = semidominator(view, walk, &forest, node);

        forest.semi[node] = semi;
        next[node] = first[semi];
        first[semi] = node;
        forest.above[node] = parent;
        for (uint32_t other = first[parent]; other != IR_NONE; other = next[other]) {
            uint32_t low = least(&forest, other);

            dominators[other] = forest.semi[low] < parent ? low : parent;
        }
        first[parent] = IR_NONE;
    }
    for (uint32_t node = 1; node < count; node++) {
        if (dominators[node] != forest.semi[node])
            dominators[node] = dominators[dominators[node]];
    }
    return dominators;
}

static ir_id *dominators_of(struct arena *arena, const struct view *view, struct walk *walk)
{
    ir_id *dominators = ARENA_ARRAY(arena, ir_id, view->count + 1);
    uint32_t *numbers;

    *walk = walk_of(arena, view);
    numbers = immediate(arena, view, walk);
    for (size_t i = 0; i < view->count; i++) {
        if (walk->number[i] == IR_NONE)
            dominators[i] = IR_NONE;
        else
            dominators[i] = walk->nodes[numbers[walk->number[i]]];
    }
    return dominators;
}

ir_id *ir_dominators(struct arena *arena, const struct ir_function *function)
{
    struct view view = {function, false, function->block_count, 0};
    struct walk walk;

    return dominators_of(arena, &view, &walk);
}

ir_id *ir_post_dominators(struct arena *arena, const struct ir_function *function)
{
    struct view view = {function, true, function->block_count + 1, (ir_id)function->block_count};
    struct walk walk;
    ir_id *dominators = dominators_of(arena, &view, &walk);

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

struct ir_dominance ir_dominance_of(struct arena *arena, const struct ir_function *function)
{
    size_t count = function->block_count;
    struct view view = {function, false, count, 0};
    struct walk walk;
    struct ir_dominance result = {.dominators = dominators_of(arena, &view, &walk),
                                  .nodes = walk.nodes,
                                  .reached = walk.reached,
                                  .first = ARENA_ARRAY(arena, uint32_t, count + 1),
                                  .size = ARENA_ARRAY(arena, uint32_t, count + 1)};
    uint32_t *given = ARENA_ARRAY(arena, uint32_t, count + 1); /* to subtrees so far, of `first` */

    for (size_t n = walk.reached; n-- > 0;) {
        ir_id node = walk.nodes[n];

        result.size[node]++;
        if (n > 0)
            result.size[result.dominators[node]] += result.size[node];
    }
    for (size_t n = 1; n < walk.reached; n++) {
        ir_id node = walk.nodes[n], above = result.dominators[node];

        result.first[node] = result.first[above] + 1 + given[above];
        given[above] += result.size[node];
    }
    return result;
}

bool ir_dominance_holds(const struct ir_dominance *dominance, ir_id above, ir_id below)
{
    uint32_t from = dominance->first[above];

    return dominance->dominators[above] != IR_NONE && dominance->dominators[below] != IR_NONE &&
           dominance->first[below] >= from &&
           dominance->first[below] < from + dominance->size[above];
}
