/* Loops that wait for a device in each round. */
#include "control.h"
#include "lazy_queue.h"
#include "trace.h"

static bool is_of_queue(const struct lazy_event *event, enum lazy_action action)
{
    return event->action == action && event->object == OBJECT_AMBIENT_NUMBER && event->kind &&
           event->kind->queue;
}

static ir_id loop_of(const struct flow_body *body, ir_id op)
{
    return body->function->blocks[flow_op(body, op)->block].loop;
}

static bool waits_in_loop(const struct flow_body *body, const struct lazy_events *events,
                          const struct region *region, size_t item, bool laps)
{
    ir_id around = loop_of(body, region->stop);
    bool sums_up = !laps && around != IR_NONE && region->start != IR_NONE &&
                   loop_of(body, region->start) != around;

    for (size_t e = 0; e < events->list.count; e++) {
        const struct lazy_event *event = &events->list.items[e];
        ir_id loop = loop_of(body, event->op);
        /* What a clock that is started before the loop has read, it reads again in each round. */
        bool inside = region->inside[event->op] || (sums_up && loop == around);

        if (lazy_does_work(event) && inside &&
            lazy_concerns(event, &events->items.items[item]) &&
            (around != IR_NONE || loop != IR_NONE))
            return true;
    }
    return false;
}

/* A span that stops where the region does: the region, or the lap before or after it. */
static bool is_lap(const struct region *span, const struct region *region)
{
    return span->function == region->function && span->stop == region->stop && span->inside;
}

bool lazy_queue_runs_on(const struct flow *flow, const struct lazy_events *events,
                        const struct region *region, size_t item)
{
    size_t laps = 0;

    for (size_t r = 0; r < flow->regions->count; r++)
        laps += is_lap(&flow->regions->items[r], region);
    for (size_t r = 0; r < flow->regions->count; r++)
        if (is_lap(&flow->regions->items[r], region) &&
            waits_in_loop(&flow->bodies[region->function], events, &flow->regions->items[r], item,
                          laps > 1))
            return true;
    return false;
}

static bool is_in_loop(const struct flow_body *body, const ir_id *parents, ir_id op, ir_id loop)
{
    ir_id around = loop_of(body, op);

    while (around != IR_NONE && around != loop)
        around = parents[around];
    return around == loop;
}

/* What may wait counts, too: who looks at something in each round has nothing left but the last. */
static bool waits(const struct lazy_event *event)
{
    return lazy_does_work(event) ||
           (event->action == ACTION_HIDE && event->mask & STATE_REALIZED);
}

static bool loop_waits(const struct flow_body *body, const struct lazy_events *events,
                       const struct lazy_item *item, const ir_id *parents, ir_id loop)
{
    for (size_t e = 0; e < events->list.count; e++)
        if (waits(&events->list.items[e]) && lazy_concerns(&events->list.items[e], item) &&
            is_in_loop(body, parents, events->list.items[e].op, loop))
            return true;
    return false;
}

bool lazy_queue_keeps_up(const struct flow *flow, const struct flow_body *body,
                         const struct lazy_events *events, const struct lazy_item *item)
{
    const ir_id *parents = control_loop_parents(flow->arena, body->function);
    ir_id last = IR_NONE;

    for (size_t e = 0; e < events->list.count; e++)
        if (lazy_leaves_pending(&events->list.items[e]) &&
            lazy_concerns(&events->list.items[e], item) &&
            (last == IR_NONE || events->list.items[e].op > last))
            last = events->list.items[e].op;
    for (ir_id loop = last == IR_NONE ? IR_NONE : loop_of(body, last); loop != IR_NONE;
         loop = parents[loop])
        if (loop_waits(body, events, item, parents, loop))
            return true;
    return false;
}

/* Whether the same loop also hands work over. */
static bool is_filled(const struct flow_body *body, const struct lazy_events *events,
                      const struct region *region, const struct lazy_event *wait)
{
    ir_id loop = body->function->blocks[flow_op(body, wait->op)->block].loop;

    for (size_t e = 0; e < events->list.count; e++) {
        const struct lazy_event *event = &events->list.items[e];

        if (is_of_queue(event, ACTION_PRODUCE) && event->kind == wait->kind &&
            region->inside[event->op] &&
            body->function->blocks[flow_op(body, event->op)->block].loop == loop)
            return true;
    }
    return false;
}

void lazy_queue_rounds(struct flow *flow, const struct lazy_events *events, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct flow_body *body = &flow->bodies[region->function];
    const struct ir_function *function = body->function;

    if (region->kind != REGION_TIMER || region->start == IR_NONE || region->stop == IR_NONE)
        return;
    for (size_t e = 0; e < events->list.count; e++) {
        const struct lazy_event *event = &events->list.items[e];
        ir_id loop = function->blocks[flow_op(body, event->op)->block].loop;
        struct flow_fact *fact;

        if (!is_of_queue(event, ACTION_REALIZE) || !region->inside[event->op] || loop == IR_NONE ||
            function->blocks[flow_op(body, region->start)->block].loop == loop ||
            !is_filled(body, events, region, event))
            continue;
        fact = trace_fact(flow, FACT_WAITS_EACH_ROUND, number, body->id, event->op);
        fact->lazy = event->kind;
        fact->callee = flow_op(body, event->op)->code == IR_CALL
                           ? trace_callee(flow, body->id, event->op)
                           : trace_value(flow, body->id, event->op);
        trace_lower(fact, CONFIDENCE_LIKELY, "the throughput is what is wanted");
        trace_finish(flow, fact, "the host waits here in each round");
        return;
    }
}
