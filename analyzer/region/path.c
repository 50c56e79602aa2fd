#include "path.h"

#include <string.h>

struct search {
    const struct ir_function *function;
    ir_id start, stop; /* the walk halts at both */
    ir_id closed;      /* a block that it does not enter; or IR_NONE */
    const bool *halts; /* ... and at these; or NULL */
    bool *marked;
    bool *queued;
    ir_id *queue;
    size_t count;
    bool hit; /* the walk came to its goal */
};

static struct search search_new(struct arena *arena, const struct ir_function *function,
                                ir_id start, ir_id stop)
{
    return (struct search){.function = function,
                           .start = start,
                           .stop = stop,
                           .closed = IR_NONE,
                           .marked = ARENA_ARRAY(arena, bool, function->op_count + 1),
                           .queued = ARENA_ARRAY(arena, bool, function->block_count + 1),
                           .queue = ARENA_ARRAY(arena, ir_id, function->block_count + 1)};
}

static void enqueue(struct search *search, const ir_id *blocks, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (search->queued[blocks[i]] || blocks[i] == search->closed ||
            !search->function->blocks[blocks[i]].reachable)
            continue;
        search->queued[blocks[i]] = true;
        search->queue[search->count++] = blocks[i];
    }
}

static uint32_t position(const struct ir_function *function, ir_id op)
{
    const struct ir_block *block = &function->blocks[function->ops[op].block];
    uint32_t at = 0;
    while (at < block->count && function->order[block->first + at] != op)
        at++;
    return at;
}

/* Marks a block from `at` on, until one of the halts; true when its end was reached. */
static bool run_forward(struct search *search, ir_id id, uint32_t at)
{
    const struct ir_block *block = &search->function->blocks[id];
    for (; at < block->count; at++) {
        ir_id op = search->function->order[block->first + at];
        if (search->halts && search->halts[op])
            return false;
        if (op == search->start || op == search->stop) {
            search->hit |= op == search->stop;
            return false;
        }
        search->marked[op] = true;
    }
    return true;
}

/* Marks a block from just before `at` backwards; true when its begin was reached. */
static bool run_backward(struct search *search, ir_id id, uint32_t at)
{
    const struct ir_block *block = &search->function->blocks[id];
    while (at-- > 0) {
        ir_id op = search->function->order[block->first + at];
        if (op == search->start || op == search->stop)
            return false;
        search->marked[op] = true;
    }
    return true;
}

static void search_forward(struct search *search, ir_id block, uint32_t at)
{
    size_t next = 0;
    const struct ir_block *blocks = search->function->blocks;
    if (run_forward(search, block, at))
        enqueue(search, blocks[block].successors, blocks[block].successor_count);
    for (; next < search->count; next++) {
        ir_id id = search->queue[next];
        if (run_forward(search, id, 0))
            enqueue(search, blocks[id].successors, blocks[id].successor_count);
    }
}

static void search_backward(struct search *search, ir_id from)
{
    size_t next = 0;
    const struct ir_block *blocks = search->function->blocks;
    ir_id block = search->function->ops[from].block;
    if (run_backward(search, block, position(search->function, from)))
        enqueue(search, blocks[block].predecessors, blocks[block].predecessor_count);
    for (; next < search->count; next++) {
        ir_id id = search->queue[next];
        if (run_backward(search, id, blocks[id].count))
            enqueue(search, blocks[id].predecessors, blocks[id].predecessor_count);
    }
}

static void search_from(struct search *search, ir_id op)
{
    if (!search->function->block_count)
        return;
    if (op == IR_NONE)
        search_forward(search, 0, 0);
    else
        search_forward(search, search->function->ops[op].block, position(search->function, op) + 1);
}

bool *path_between(struct arena *arena, const struct ir_function *function, ir_id start, ir_id stop)
{
    return path_in_round(arena, function, start, stop, IR_NONE);
}

bool *path_in_round(struct arena *arena, const struct ir_function *function, ir_id start,
                    ir_id stop, ir_id header)
{
    struct search ahead = search_new(arena, function, start, stop);
    ahead.closed = header;
    search_from(&ahead, start);
    if (stop == IR_NONE)
        return ahead.marked;
    /* A reading that stops one round of a loop and starts the next is both. */
    if (!ahead.hit && start != stop)
        return NULL;
    struct search back = search_new(arena, function, start, stop);
    back.closed = header;
    search_backward(&back, stop);
    bool any = start != stop;
    for (size_t i = 0; i < function->op_count; i++) {
        ahead.marked[i] &= back.marked[i];
        any |= ahead.marked[i];
    }
    return any ? ahead.marked : NULL;
}

bool *path_after(struct arena *arena, const struct ir_function *function, ir_id from, ir_id until)
{
    struct search ahead = search_new(arena, function, IR_NONE, until);
    if (from != IR_NONE)
        search_from(&ahead, from);
    return ahead.marked;
}

bool *path_until(struct arena *arena, const struct ir_function *function, ir_id from,
                 const bool *halts)
{
    struct search ahead = search_new(arena, function, from, IR_NONE);
    ahead.halts = halts;
    search_from(&ahead, from);
    return ahead.marked;
}

bool path_always_before(struct arena *arena, const struct ir_function *function, ir_id above,
                        ir_id below)
{
    struct search ahead = search_new(arena, function, above, below);
    search_from(&ahead, IR_NONE);
    return !ahead.hit;
}
