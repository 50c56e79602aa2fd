#include "lazy_carried.h"

#include <string.h>

#include "lazy_name.h"
#include "trace.h"

struct carrying {
    const struct flow_body *body;
    const struct lazy_events *events;
    const struct region *region;
    uint8_t states[LAZY_ITEMS_MAX]; /* of the items where the clock starts */
};

static bool has_carried(const struct lazy_events *events)
{
    for (size_t i = 0; i < events->items.count; i++)
        if (events->items.items[i].kind->carried)
            return true;
    return false;
}

static void at_op(ir_id op, const uint8_t *states, void *context)
{
    struct carrying *carrying = context;

    for (size_t i = 0; op == carrying->region->start && i < carrying->events->items.count; i++)
        carrying->states[i] |= states[i];
}

/* The last operation before the clock starts that puts work off; else one that comes before it on
 * the way round a loop. */
static ir_id producer_of(const struct carrying *carrying, const struct lazy_item *item)
{
    const struct ir_range *start = &carrying->region->start_at;
    ir_id before = IR_NONE, other = IR_NONE;

    for (size_t e = 0; e < carrying->events->list.count; e++) {
        const struct lazy_event *event = &carrying->events->list.items[e];
        const struct ir_range *at = &flow_op(carrying->body, event->op)->at;

        if (!lazy_leaves_pending(event) || !lazy_concerns(event, item) ||
            carrying->region->inside[event->op])
            continue;
        if (!ir_stands_before(at, start))
            other = event->op;
        else if (before == IR_NONE || !ir_stands_before(at, &flow_op(carrying->body, before)->at))
            before = event->op;
    }
    return before != IR_NONE ? before : other;
}

static bool has_own_work(const struct carrying *carrying, const struct lazy_item *item)
{
    for (size_t e = 0; e < carrying->events->list.count; e++) {
        const struct lazy_event *event = &carrying->events->list.items[e];

        if (lazy_leaves_pending(event) && lazy_concerns(event, item) &&
            carrying->region->inside[event->op])
            return true;
    }
    return false;
}

/* Preparing the data fills a queue, too, and is done long before: what counts is a warm-up, which
 * makes the call that is measured. */
static bool is_warm_up(const struct flow *flow, const struct carrying *carrying,
                       const struct lazy_item *item, ir_id producer)
{
    const struct ir_op *call = flow_op(carrying->body, producer);
    const char *called = call->code == IR_CALL ? trace_callee(flow, carrying->body->id, producer)
                                               : "";

    for (size_t e = 0; e < carrying->events->list.count; e++) {
        const struct lazy_event *event = &carrying->events->list.items[e];
        const struct ir_op *own = flow_op(carrying->body, event->op);

        if (lazy_leaves_pending(event) && lazy_concerns(event, item) &&
            carrying->region->inside[event->op] && own->code == IR_CALL &&
            call->code == IR_CALL && own->function == call->function &&
            !strcmp(own->text, call->text) &&
            str_same(trace_callee(flow, carrying->body->id, event->op), called))
            return true; /* objects of one class are called by different names */
    }
    return false;
}

/* The operation inside for which the pending work matters. */
static ir_id worker_in(const struct carrying *carrying, const struct lazy_item *item, bool *uses)
{
    for (size_t e = 0; e < carrying->events->list.count; e++) {
        const struct lazy_event *event = &carrying->events->list.items[e];

        *uses = event->action == ACTION_USE;
        if ((lazy_does_work(event) || *uses) && lazy_concerns(event, item) &&
            carrying->region->inside[event->op])
            return event->op;
    }
    return IR_NONE;
}

/* Whether what stands there is measured, too, by another region. */
static bool is_measured(const struct flow *flow, const struct carrying *carrying, ir_id op)
{
    for (size_t r = 0; r < flow->regions->count; r++)
        if (flow->regions->items[r].start != IR_NONE &&
            region_contains(&flow->regions->items[r], carrying->body->id, op))
            return true;
    return false;
}

/* Who waits under a condition knows when there is a device; what is handed to a function that times
 * it, that function may wait for. */
static bool is_excused(const struct region *region, uint8_t states)
{
    return states & STATE_REALIZED || region->kind != REGION_TIMER;
}

static void report(struct flow *flow, const struct carrying *carrying, size_t region,
                   const struct lazy_item *item, bool waited)
{
    ir_id producer = producer_of(carrying, item), worker;
    struct flow_fact *fact;
    bool measured, uses;

    worker = worker_in(carrying, item, &uses);
    if (producer == IR_NONE || worker == IR_NONE)
        return;
    /* A span that only waits for the work of another one is told apart from it on purpose. */
    measured = is_measured(flow, carrying, producer);
    if (measured && !uses && !has_own_work(carrying, item))
        return;
    if (item->kind->queue && !is_warm_up(flow, carrying, item, producer))
        return;
    fact = trace_fact(flow, measured ? FACT_LEAKED : FACT_CARRIED, region, carrying->body->id,
                      producer);
    fact->lazy = item->kind;
    fact->callee = trace_callee(flow, carrying->body->id, producer);
    if (item->kind->on_create && !item->kind->queue)
        fact->object = lazy_name(flow, carrying->body, worker, item->object);
    fact->late = worker;
    trace_lower(fact, CONFIDENCE_LIKELY, "it is not finished by itself when the clock starts");
    if (waited)
        trace_lower(fact, CONFIDENCE_POSSIBLE, "control takes the way that does not wait");
    trace_finish(flow, fact, "this was put off earlier");
}

void lazy_carried(struct flow *flow, const struct lazy_events *events, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    struct carrying carrying = {.body = &flow->bodies[region->function],
                                .events = events,
                                .region = region};
    struct lazy_flow *states;

    if (region->start == IR_NONE || events->too_many || !has_carried(events))
        return;
    states = lazy_flow_new(flow->arena, carrying.body, events, IR_NONE, NULL);
    lazy_flow_each(flow->arena, states, at_op, &carrying);
    for (size_t i = 0; i < events->items.count; i++)
        if (events->items.items[i].kind->carried && carrying.states[i] & STATE_PENDING &&
            !(carrying.states[i] & STATE_UNKNOWN) &&
            !(events->items.items[i].kind->queue && is_excused(region, carrying.states[i])))
            report(flow, &carrying, number, &events->items.items[i],
                   carrying.states[i] & STATE_REALIZED);
}
