/* Forward over the graph: states join where paths meet. */
#include <string.h>

#include "lazy_internal.h"
#include "lazy_queue.h"

static bool is_among(const struct lazy_kind *kind, const struct lazy_kind *const *kinds)
{
    for (size_t i = 0; kinds && kinds[i]; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

bool lazy_concerns(const struct lazy_event *event, const struct lazy_item *item)
{
    return !is_among(item->kind, event->except) &&
           (event->object == OBJECT_ALL || event->object == item->object) &&
           (event->kind ? event->kind == item->kind
                        : event->object != OBJECT_AMBIENT_NUMBER || !item->kind->named_only);
}

bool lazy_leaves_pending(const struct lazy_event *event)
{
    return event->action == ACTION_PRODUCE ||
           ((event->action == ACTION_APPLY || event->action == ACTION_CREATE) &&
            event->mask & (STATE_PENDING | STATE_PARTIAL));
}

bool lazy_does_work(const struct lazy_event *event)
{
    return event->action == ACTION_REALIZE ||
           (event->action == ACTION_APPLY && event->mask & STATE_REALIZED);
}

/* Each of the states that an item may be in, taken through a call of the file's function. */
static uint8_t apply(uint8_t states, uint8_t mask)
{
    uint8_t known = states & (uint8_t)~STATE_UNKNOWN;
    uint8_t result = states & STATE_UNKNOWN;

    if (known)
        result |= mask & (uint8_t)~STATE_CLEAN;
    if (mask & STATE_CLEAN)
        result |= known;
    return result;
}

/* The states that are not out of sight become `to`. */
static uint8_t move(uint8_t states, uint8_t to)
{
    return (uint8_t)((states & STATE_UNKNOWN) | (states & (uint8_t)~STATE_UNKNOWN ? to : 0));
}

static uint8_t act(const struct lazy_event *event, uint8_t states)
{
    switch (event->action) {
    case ACTION_CREATE:
        return event->mask;
    case ACTION_PRODUCE:
        return move(states, STATE_PENDING);
    case ACTION_REALIZE:
        return move(states, STATE_REALIZED);
    case ACTION_PARTIAL:
        return (uint8_t)((states & (uint8_t)~STATE_PENDING) |
                         (states & STATE_PENDING ? STATE_PARTIAL : 0));
    case ACTION_APPLY:
        return apply(states, event->mask);
    case ACTION_HIDE:
        return STATE_UNKNOWN;
    default:
        return states;
    }
}

/* Outside the region only what decides how an object enters it counts. */
static bool counts_outside(const struct lazy_event *event, const struct lazy_item *item)
{
    if (item->kind->lasting || event->action == ACTION_CREATE)
        return true;
    return event->action == ACTION_HIDE &&
           (event->kind || event->object != OBJECT_AMBIENT_NUMBER);
}

static void transfer_event(const struct lazy_event *event, const struct lazy_item *item,
                           bool inside, uint8_t *state)
{
    uint8_t absent = *state & STATE_ABSENT, now = *state & (uint8_t)~STATE_ABSENT;
    uint8_t moved = item->kind->queue ? lazy_queue_act(event, now) : act(event, now);

    if ((!inside && !counts_outside(event, item)) ||
        (*state == STATE_ABSENT && event->action != ACTION_CREATE))
        return;
    /* Where the operation may mean another object, this one may stay as it is.  Work that is done
     * counts for all of them: on each path it is the right one. */
    *state = event->sure || !(moved & STATE_PENDING) ? moved : (uint8_t)(now | moved);
    if (event->action != ACTION_CREATE)
        *state |= absent;
    if (!inside && event->action == ACTION_CREATE && !item->kind->lasting)
        *state = STATE_CLEAN;
}

static void transfer_items(const struct lazy_events *events, const struct lazy_event *event,
                           bool inside, uint8_t *states)
{
    bool all = event->object == OBJECT_ALL;
    size_t next;

    for (size_t i = all ? 1 : events->of_object[event->object]; i > 0; i = next) {
        const struct lazy_item *item = &events->items.items[i - 1];

        if (lazy_concerns(event, item))
            transfer_event(event, item, inside, &states[i - 1]);
        next = !all ? item->next : i < events->items.count ? i + 1 : 0;
    }
}

static void transfer(const struct lazy_flow *flow, ir_id op, uint8_t *states)
{
    const struct lazy_events *events = flow->events;
    bool inside = !flow->inside || flow->inside[op];

    for (size_t i = 0; op == flow->start && i < events->items.count; i++)
        if (states[i] & STATE_UNKNOWN && !events->items.items[i].kind->queue)
            states[i] = STATE_UNKNOWN;
        else if (!events->items.items[i].kind->lasting && states[i] != STATE_ABSENT)
            states[i] = STATE_CLEAN;
    for (size_t e = events->first[op]; e < events->end[op]; e++)
        transfer_items(events, &events->list.items[e], inside, states);
}

static uint8_t *entry_of(const struct lazy_flow *flow, ir_id block)
{
    return flow->blocks + (size_t)block * flow->events->items.count;
}

static uint8_t *rounds_of(const struct lazy_flow *flow, ir_id header)
{
    return flow->rounds + (size_t)header * flow->events->items.count;
}

static bool is_header(const struct ir_function *function, ir_id block)
{
    return function->blocks[block].loop == block;
}

static bool any_queue(const struct lazy_events *events)
{
    for (size_t i = 0; i < events->items.count; i++)
        if (events->items.items[i].kind->queue)
            return true;
    return false;
}

struct worklist {
    ir_id *stack;
    bool *waiting; /* by block */
    size_t depth;
};

static void visit_again(struct worklist *list, ir_id block)
{
    if (list->waiting[block])
        return;
    list->waiting[block] = true;
    list->stack[list->depth++] = block;
}

/* Whether one of them was not there before. */
static bool add_states(uint8_t *into, const uint8_t *states, size_t items)
{
    bool grown = false;

    for (size_t i = 0; i < items; i++) {
        grown |= (states[i] & ~into[i]) != 0;
        into[i] |= states[i];
    }
    return grown;
}

/* Adds the states to those at a block's entry. */
static void join(const struct lazy_flow *flow, struct worklist *list, ir_id block,
                 const uint8_t *states)
{
    if (add_states(entry_of(flow, block), states, flow->events->items.count))
        visit_again(list, block);
}

/* An exception leaves for a handler.  Work that the `try` was about to do does not count as left
 * undone: the exception is not what is measured. */
static void join_handler(const struct lazy_flow *flow, struct worklist *list, size_t which,
                         const uint8_t *states)
{
    size_t items = flow->events->items.count;
    uint8_t leaving[LAZY_ITEMS_MAX];

    for (size_t i = 0; i < items; i++)
        leaving[i] = flow->settled[which * items + i] ? states[i] & (uint8_t)~STATE_PENDING
                                                      : states[i];
    join(flow, list, flow->tries.list.items[which].handler, leaving);
}

/* The handler's number if this edge leads to one from where its `try` starts, or SIZE_MAX. */
static size_t handler_of(const struct lazy_flow *flow, ir_id block, uint32_t successor)
{
    const struct ir_block *of = &flow->body->function->blocks[block];

    for (size_t t = 0; successor > 0 && t < flow->tries.list.count; t++)
        if (flow->tries.list.items[t].handler == of->successors[successor] &&
            bits_has(flow->tries.list.items[t].blocks, of->successors[0]))
            return t;
    return SIZE_MAX;
}

/* Who times a loop knows that it has rounds: what was out of sight in a queue before the loop is
 * behind what the last round has put there. */
static void join_after_loop(const struct lazy_flow *flow, struct worklist *list, ir_id header,
                            ir_id after, const uint8_t *states)
{
    const struct ir_block *of = &flow->body->function->blocks[header];
    size_t items = flow->events->items.count;
    uint8_t leaving[LAZY_ITEMS_MAX];

    memcpy(leaving, rounds_of(flow, header), items);
    for (ir_id i = 0; i < of->count; i++)
        transfer(flow, flow->body->function->order[of->first + i], leaving);
    for (size_t i = 0; i < items; i++)
        if (!flow->events->items.items[i].kind->queue)
            leaving[i] = states[i];
    join(flow, list, after, leaving);
}

/* Control goes on from one block to another. */
static void follow(const struct lazy_flow *flow, struct worklist *list, ir_id from, ir_id to,
                   const uint8_t *states)
{
    const struct ir_function *function = flow->body->function;
    const struct ir_block *source = &function->blocks[from], *target = &function->blocks[to];

    if (flow->rounds && is_header(function, to) && source->loop_depth >= target->loop_depth &&
        add_states(rounds_of(flow, to), states, flow->events->items.count))
        visit_again(list, to);
    if (flow->rounds && is_header(function, from) && target->loop_depth < source->loop_depth)
        join_after_loop(flow, list, from, to, states);
    else
        join(flow, list, to, states);
}

/* Takes the states through the block; after each operation an exception may leave for a handler. */
static void run_block(const struct lazy_flow *flow, struct worklist *list, ir_id block,
                      uint8_t *states)
{
    const struct ir_function *function = flow->body->function;
    const struct ir_block *of = &function->blocks[block];

    for (ir_id i = 0; i < of->count; i++) {
        ir_id op = function->order[of->first + i];

        transfer(flow, op, states);
        for (size_t t = 0; t < flow->tries.list.count; t++)
            if (flow->events->end[op] > flow->events->first[op] &&
                bits_has(flow->tries.list.items[t].blocks, block))
                join_handler(flow, list, t, states);
    }
    for (uint32_t s = 0; s < of->successor_count; s++) {
        size_t handler = handler_of(flow, block, s);

        if (handler != SIZE_MAX)
            join_handler(flow, list, handler, states);
        else
            follow(flow, list, block, of->successors[s], states);
    }
}

static bool settles(const struct lazy_event *event)
{
    return event->action == ACTION_REALIZE || event->action == ACTION_HIDE ||
           (event->action == ACTION_APPLY && !(event->mask & STATE_PENDING));
}

/* What an operation of this function makes is not there before: where the same name means another
 * object, too, nothing can have happened to this one yet. */
static void find_made(struct arena *arena, struct lazy_flow *flow)
{
    const struct lazy_events *events = flow->events;

    flow->made = ARENA_ARRAY(arena, bool, events->items.count + 1);
    for (size_t e = 0; e < events->list.count; e++)
        for (size_t i = 0; events->list.items[e].action == ACTION_CREATE &&
                           i < events->items.count; i++)
            flow->made[i] |= lazy_concerns(&events->list.items[e], &events->items.items[i]) &&
                             flow->body->points_to->objects[events->items.items[i].object].kind ==
                                 OBJECT_FRESH;
}

static void find_settled(struct arena *arena, struct lazy_flow *flow)
{
    const struct lazy_events *events = flow->events;
    size_t items = events->items.count;

    flow->settled = ARENA_ARRAY(arena, bool, flow->tries.list.count * items + 1);
    for (size_t t = 0; t < flow->tries.list.count; t++)
        for (size_t e = 0; e < events->list.count; e++) {
            const struct lazy_event *event = &events->list.items[e];

            if (!settles(event) || !bits_has(flow->tries.list.items[t].blocks,
                                             flow_op(flow->body, event->op)->block))
                continue;
            for (size_t i = 0; i < items; i++)
                flow->settled[t * items + i] |= lazy_concerns(event, &events->items.items[i]);
        }
}

struct lazy_flow *lazy_flow_new(struct arena *arena, const struct flow_body *body,
                                const struct lazy_events *events, ir_id start,
                                const bool *inside)
{
    const struct ir_function *function = body->function;
    size_t items = events->items.count, blocks = function->block_count;
    struct lazy_flow *flow = ARENA_NEW(arena, struct lazy_flow);
    uint8_t *states = ARENA_ARRAY(arena, uint8_t, items + 1);
    struct worklist list = {.stack = ARENA_ARRAY(arena, ir_id, blocks + 1),
                            .waiting = ARENA_ARRAY(arena, bool, blocks + 1)};

    *flow = (struct lazy_flow){
        .body = body,
        .events = events,
        .start = start,
        .inside = inside,
        .blocks = ARENA_ARRAY(arena, uint8_t, blocks * items + 1),
        .rounds = any_queue(events) ? ARENA_ARRAY(arena, uint8_t, blocks * items + 1) : NULL,
        .tries = tries_of(arena, function),
        .shown = ARENA_ARRAY(arena, uint8_t, items + 1),
    };
    find_made(arena, flow);
    find_settled(arena, flow);
    for (size_t i = 0; i < items; i++)
        flow->blocks[i] = flow->made[i] ? STATE_ABSENT : STATE_CLEAN;
    list.stack[list.depth++] = 0;
    while (list.depth > 0) {
        ir_id block = list.stack[--list.depth];

        list.waiting[block] = false;
        memcpy(states, entry_of(flow, block), items);
        run_block(flow, &list, block, states);
    }
    return flow;
}

/* The states as others see them: what is not made yet is clean. */
static const uint8_t *shown(const struct lazy_flow *flow, const uint8_t *states)
{
    for (size_t i = 0; i < flow->events->items.count; i++)
        flow->shown[i] = states[i] == STATE_ABSENT ? STATE_CLEAN
                                                   : (uint8_t)(states[i] & (uint8_t)~STATE_ABSENT);
    return flow->shown;
}

/* Takes the states through a block; visits each operation, or only a return at its end. */
static void visit_block(const struct lazy_flow *flow, ir_id number, uint8_t *states, bool each,
                        lazy_visit *visit, void *context)
{
    const struct ir_function *function = flow->body->function;
    const struct ir_block *block = &function->blocks[number];
    ir_id last = block->count ? function->order[block->first + block->count - 1] : IR_NONE;
    bool returns = last != IR_NONE && function->ops[last].code == IR_RETURN;

    if (!block->reachable || !(each || returns))
        return;
    memcpy(states, entry_of(flow, number), flow->events->items.count);
    for (ir_id i = 0; i < block->count; i++) {
        ir_id op = function->order[block->first + i];

        if (each || op == last)
            visit(op, shown(flow, states), context);
        transfer(flow, op, states);
    }
}

static void visit_blocks(struct arena *arena, const struct lazy_flow *flow, bool each,
                         lazy_visit *visit, void *context)
{
    uint8_t *states = ARENA_ARRAY(arena, uint8_t, flow->events->items.count + 1);

    for (ir_id b = 0; b < flow->body->function->block_count; b++)
        visit_block(flow, b, states, each, visit, context);
}

void lazy_flow_each(struct arena *arena, const struct lazy_flow *flow, lazy_visit *visit,
                    void *context)
{
    visit_blocks(arena, flow, true, visit, context);
}

void lazy_flow_returns(struct arena *arena, const struct lazy_flow *flow, lazy_visit *visit,
                       void *context)
{
    visit_blocks(arena, flow, false, visit, context);
}
