#include "control.h"

#include "ir_graph.h"

ir_id control_terminator(const struct ir_function *function, ir_id block)
{
    const struct ir_block *of = &function->blocks[block];

    return function->order[of->first + of->count - 1];
}

bool control_contains(const struct control *control, const struct ir_function *function,
                      ir_id header, ir_id block)
{
    ir_id loop = function->blocks[block].loop;

    while (loop != IR_NONE && loop != header)
        loop = control->loop_parent[loop];
    return loop == header;
}

static bool is_header(const struct ir_function *function, ir_id block)
{
    return function->blocks[block].reachable && function->blocks[block].loop == block;
}

/* The way into a loop comes from a block of the loop around it, or of a neighbour inside that one:
 * climbing from there to the right depth finds the parent. */
static ir_id parent_of(const ir_id *parents, const struct ir_function *function, ir_id header)
{
    const struct ir_block *block = &function->blocks[header];

    for (uint32_t p = 0; p < block->predecessor_count; p++) {
        ir_id loop = function->blocks[block->predecessors[p]].loop;

        while (loop != IR_NONE && loop != header &&
               function->blocks[loop].loop_depth >= block->loop_depth)
            loop = parents[loop];
        if (loop != header && loop != IR_NONE)
            return loop;
    }
    return IR_NONE;
}

ir_id *control_loop_parents(struct arena *arena, const struct ir_function *function)
{
    ir_id *parents = ARENA_ARRAY(arena, ir_id, function->block_count + 1);
    uint32_t deepest = 0;

    for (size_t b = 0; b < function->block_count; b++) {
        parents[b] = IR_NONE;
        if (function->blocks[b].loop_depth > deepest)
            deepest = function->blocks[b].loop_depth;
    }
    for (uint32_t depth = 2; depth <= deepest; depth++)
        for (ir_id b = 0; b < function->block_count; b++)
            if (is_header(function, b) && function->blocks[b].loop_depth == depth)
                parents[b] = parent_of(parents, function, b);
    return parents;
}

static bool exits_loop(const struct control *control, const struct ir_function *function,
                       ir_id header, ir_id block)
{
    const struct ir_block *of = &function->blocks[block];

    for (uint32_t s = 0; s < of->successor_count; s++)
        if (!control_contains(control, function, header, of->successors[s]))
            return true;
    return false;
}

/* C11 6.8.5p6 lets the compiler assume the end of a loop whose controlling expression is no
 * constant; that expression stands in the first block of the loop, or in the last one of do-while.
 * C++ [intro.progress] lets it assume the end of every loop that could end. */
static bool is_kept(const struct flow *flow, const struct control *control,
                    const struct ir_function *function, ir_id header)
{
    const struct ir_block *block = &function->blocks[header];

    if (flow->unit->language != IR_C)
        return false;
    if (exits_loop(control, function, header, header))
        return false;
    for (uint32_t p = 0; p < block->predecessor_count; p++)
        if (control_contains(control, function, header, block->predecessors[p]) &&
            exits_loop(control, function, header, block->predecessors[p]))
            return false;
    return true;
}

/* Marks the blocks from which an exit can be reached. */
static bool has_endless(struct arena *arena, const struct ir_function *function)
{
    bool *ends = ARENA_ARRAY(arena, bool, function->block_count + 1);
    ir_id *stack = ARENA_ARRAY(arena, ir_id, function->block_count + 1);
    size_t depth = 0;

    for (ir_id b = 0; b < function->block_count; b++)
        if (function->blocks[b].successor_count == 0) {
            ends[b] = true;
            stack[depth++] = b;
        }
    while (depth > 0) {
        const struct ir_block *block = &function->blocks[stack[--depth]];

        for (uint32_t p = 0; p < block->predecessor_count; p++)
            if (!ends[block->predecessors[p]]) {
                ends[block->predecessors[p]] = true;
                stack[depth++] = block->predecessors[p];
            }
    }
    for (size_t b = 0; b < function->block_count; b++)
        if (function->blocks[b].reachable && !ends[b])
            return true;
    return false;
}

/* Ferrante, Ottenstein, Warren: what stands on the way from a branch's target up to the branch's
 * post-dominator runs only when the branch goes there.  Calls `visit` for each such pair; false
 * when there are too many. */
struct pairs {
    const struct ir_function *function;
    const ir_id *post;
    size_t *count; /* by block: how many deciders */
    ir_id *deciders;
    size_t total;
};

static bool each_pair(struct pairs *pairs, bool fill)
{
    const struct ir_function *function = pairs->function;

    for (ir_id b = 0; b < function->block_count; b++) {
        const struct ir_block *block = &function->blocks[b];

        if (!block->reachable || block->successor_count < 2)
            continue;
        for (uint32_t s = 0; s < block->successor_count; s++)
            for (ir_id at = block->successors[s]; at != IR_NONE && at != pairs->post[b];
                 at = pairs->post[at]) {
                if (++pairs->total > FLOW_CONTROL_MAX)
                    return false;
                if (fill)
                    pairs->deciders[pairs->count[at]] = b;
                pairs->count[at]++;
            }
    }
    return true;
}

static bool find_deciders(struct arena *arena, struct control *control,
                          const struct ir_function *function)
{
    size_t blocks = function->block_count, sum = 0;
    struct pairs pairs = {.function = function,
                          .post = ir_post_dominators(arena, function),
                          .count = ARENA_ARRAY(arena, size_t, blocks + 1)};

    if (!each_pair(&pairs, false))
        return false;
    control->first = ARENA_ARRAY(arena, size_t, blocks + 1);
    control->deciders = ARENA_ARRAY(arena, ir_id, pairs.total + 1);
    for (size_t b = 0; b < blocks; b++) {
        control->first[b] = sum;
        sum += pairs.count[b];
        pairs.count[b] = control->first[b];
    }
    control->first[blocks] = sum;
    pairs.deciders = control->deciders;
    pairs.total = 0;
    return each_pair(&pairs, true);
}

struct control *control_new(const struct flow *flow, const struct ir_function *function)
{
    struct control *control = ARENA_NEW(flow->arena, struct control);

    control->loop_parent = control_loop_parents(flow->arena, function);
    control->kept = ARENA_ARRAY(flow->arena, bool, function->block_count + 1);
    if (!find_deciders(flow->arena, control, function))
        return NULL;
    control->endless = has_endless(flow->arena, function);
    for (ir_id b = 0; b < function->block_count; b++)
        control->kept[b] = is_header(function, b) && is_kept(flow, control, function, b);
    return control;
}

bool control_may_skip(const struct flow *flow, const struct region *region, ir_id op)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id block, loop;

    if (region->start == IR_NONE || region->stop == IR_NONE || function->too_complex)
        return false;
    block = function->ops[op].block;
    loop = function->blocks[block].loop;
    if (loop != IR_NONE && loop != function->blocks[function->ops[region->start].block].loop)
        block = loop; /* the loop itself is come to */
    struct ir_dominance dominance = ir_dominance_of(flow->arena, function);
    return !ir_dominance_holds(&dominance, block, function->ops[region->stop].block);
}
