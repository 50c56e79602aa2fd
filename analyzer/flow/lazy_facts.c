/* From states to facts: what is pending when the region stops, and what dies pending in it. */
#include <string.h>

#include "control.h"
#include "hosted.h"
#include "lazy_carried.h"
#include "lazy_dropped.h"
#include "lazy_intent.h"
#include "lazy_internal.h"
#include "lazy_laps.h"
#include "lazy_name.h"
#include "lazy_queue.h"
#include "lazy_share.h"
#include "lazy_volume.h"
#include "trace.h"

struct search {
    struct flow *flow;
    const struct flow_body *body;
    const struct lazy_events *events;
    struct lazy_events *const *all; /* by function; NULL where there are none */
    const struct region *region;
    size_t region_number;
    bool whole;      /* the function runs as a whole inside the region: objects die at its end */
    uint8_t *found;  /* by item: its states where the region ends for it */
    bool *dropped;   /* by item: a new object took its place while it was pending */
};

static bool counts(const struct search *search, ir_id op)
{
    return search->whole || region_contains(search->region, search->body->id, op);
}

static const struct object *object_of(const struct search *search, size_t item)
{
    return &search->body->points_to->objects[search->events->items.items[item].object];
}

/* --- the end -------------------------------------------------------------------------------- */

static bool is_end(const struct search *search, ir_id op)
{
    if (!search->whole && search->region->stop != IR_NONE)
        return op == search->region->stop;
    return flow_op(search->body, op)->code == IR_RETURN;
}

/* What a framework's function returns nobody looks at while the clock runs. */
static bool is_dropped(const struct search *search)
{
    const struct region *region = search->region;

    return (region->kind == REGION_FRAMEWORK || region->kind == REGION_CALLBACK) &&
           region->start == IR_NONE && !search->whole &&
           (region->result == RESULT_DROPPED || region->result == RESULT_WAITED);
}

/* What is returned in a list somebody may still use. */
static bool is_handed_on(const struct search *search, ir_id op, size_t item)
{
    const struct lazy_events *events = search->events;

    if (flow_op(search->body, op)->code != IR_RETURN || is_dropped(search))
        return false;
    for (size_t e = events->first[op]; e < events->end[op]; e++)
        if (events->list.items[e].action == ACTION_HIDE &&
            lazy_concerns(&events->list.items[e], &events->items.items[item]))
            return true;
    return false;
}

/* y = y + 1: the operation that makes the new object takes the old one. */
static bool is_used_first(const struct search *search, ir_id op, size_t event, size_t item)
{
    const struct lazy_events *events = search->events;

    for (size_t e = events->first[op]; e < event; e++)
        if (events->list.items[e].action != ACTION_NOTHING &&
            lazy_concerns(&events->list.items[e], &events->items.items[item]))
            return true;
    return false;
}

static void at_op(ir_id op, const uint8_t *states, void *context)
{
    struct search *search = context;
    const struct lazy_events *events = search->events;
    bool end = is_end(search, op);

    for (size_t i = 0; i < events->items.count && end; i++)
        search->found[i] |= is_handed_on(search, op, i) ? STATE_UNKNOWN : states[i];
    for (size_t e = events->first[op]; e < events->end[op] && counts(search, op); e++) {
        const struct lazy_event *event = &events->list.items[e];

        if (event->action != ACTION_CREATE)
            continue;
        for (size_t i = 0; i < events->items.count; i++)
            if (lazy_concerns(event, &events->items.items[i]) && states[i] & STATE_PENDING &&
                !(states[i] & STATE_UNKNOWN) && !is_used_first(search, op, e, i))
                search->dropped[i] = true;
    }
}

/* Whether somebody else gets the object, so that its end is not the function's. */
static bool outlives(const struct search *search, size_t item)
{
    const struct points_to *points = search->body->points_to;
    size_t number = search->events->items.items[item].object;
    bool module = search->body->function->is_module;

    /* Who looks at what the function returns may wait for the queue, too. */
    if (points->objects[number].kind == OBJECT_AMBIENT)
        return search->whole || search->region->result == RESULT_UNKNOWN;
    if (points->objects[number].kind == OBJECT_INITIAL ||
        (points->objects[number].returned && !is_dropped(search)))
        return true;
    if (points->objects[number].kind == OBJECT_VARIABLE)
        return search->flow->shared[points->objects[number].id];
    for (size_t o = 0; o < points->count; o++)
        for (const struct slot *slot = points->objects[o].slots; slot; slot = slot->next) {
            const struct object *holder = &points->objects[o];
            bool local = holder->kind == OBJECT_VARIABLE &&
                         (module || !search->flow->shared[holder->id]);

            if (!local && bits_has(slot->holds, number))
                return true;
        }
    return false;
}

/* Leaving the program, or the scope of an object made here, does what was put off. */
static bool is_done_at_death(const struct search *search, const struct lazy_kind *kind,
                             bool given)
{
    return (kind->at_exit && search->region->kind == REGION_PROGRAM) ||
           (kind->at_scope_end && (search->whole || !given));
}

static bool is_open_end(const struct search *search)
{
    return search->whole || search->region->stop == IR_NONE;
}

/* --- what is put off, and what does it late ------------------------------------------------- */

/* It matters here that something is pending: an INSERT in a transaction. */
static bool uses(const struct lazy_event *event)
{
    return event->action == ACTION_USE;
}

static ir_id first_event(const struct search *search, size_t item,
                         bool (*wanted)(const struct lazy_event *), bool after)
{
    const struct lazy_events *events = search->events;
    ir_id best = IR_NONE;

    for (size_t e = 0; e < events->list.count; e++) {
        const struct lazy_event *event = &events->list.items[e];

        if (!wanted(event) || !lazy_concerns(event, &events->items.items[item]))
            continue;
        if (after ? !search->region->after || !search->region->after[event->op]
                  : !counts(search, event->op))
            continue;
        if (best == IR_NONE || ir_stands_before(&flow_op(search->body, event->op)->at,
                                                &flow_op(search->body, best)->at))
            best = event->op;
    }
    return best;
}

static bool is_partial(const struct lazy_event *event)
{
    return event->action == ACTION_PARTIAL ||
           (event->action == ACTION_APPLY && event->mask & STATE_PARTIAL);
}

static bool is_unsure(const struct search *search, size_t item)
{
    const struct lazy_events *events = search->events;

    for (size_t e = 0; e < events->list.count; e++)
        if (!events->list.items[e].sure && lazy_leaves_pending(&events->list.items[e]) &&
            lazy_concerns(&events->list.items[e], &events->items.items[item]))
            return true;
    return false;
}

/* --- facts ---------------------------------------------------------------------------------- */

/* Streams of C and C++ hold back a bounded rest, which counts where little else is done. */
static bool is_by_the_way(const struct search *search, const struct lazy_kind *kind)
{
    return kind->threshold && search->flow->unit->language != IR_PYTHON &&
           !lazy_dominates(search->flow, search->all, search->region, kind);
}

/* A stream that lies deep in a struct is more often a log than what is measured. */
static enum confidence given_confidence(const struct search *search, size_t item)
{
    bool deep = object_of(search, item)->depth > 1 && search->flow->unit->language != IR_PYTHON;

    return deep ? CONFIDENCE_POSSIBLE : CONFIDENCE_LIKELY;
}

/* The loop of an operation, or IR_NONE. */
static ir_id loop_of(const struct search *search, ir_id op)
{
    return search->body->function->blocks[flow_op(search->body, op)->block].loop;
}

/* Who closes under a condition has thought of the rest: `if (!is_stdout) fclose(f)`.  A loop of its
 * own that waits runs as often as there is something to wait for; one condition may decide both. */
static enum confidence undone_confidence(const struct search *search, size_t item, ir_id producer)
{
    ir_id op = first_event(search, item, lazy_does_work, false);
    const char *text = op == IR_NONE ? "" : flow_op(search->body, op)->text;
    ir_id loop = op == IR_NONE ? IR_NONE : loop_of(search, op);
    bool waits = loop != IR_NONE && loop != loop_of(search, producer);
    bool both = search->flow->unit->language == IR_PYTHON &&
                (search->whole || control_may_skip(search->flow, search->region, producer));

    return both || waits || strstr(text, "close") ? CONFIDENCE_POSSIBLE : CONFIDENCE_LIKELY;
}

static void judge(const struct search *search, size_t item, ir_id op, struct flow_fact *fact,
                  uint8_t states)
{
    if (lazy_is_terminal(search->flow, search->body, search->events->items.items[item].object) ||
        is_by_the_way(search, fact->lazy))
        trace_lower(fact, CONFIDENCE_POSSIBLE, "the output is what is measured");
    if (states & STATE_REALIZED)
        trace_lower(fact, undone_confidence(search, item, op),
                    "control takes the way that leaves it undone");
    if (object_of(search, item)->kind == OBJECT_INITIAL)
        trace_lower(fact, given_confidence(search, item), "the object came here as it was made");
    if (fact->lazy->queue && search->flow->unit->names_guessed)
        trace_lower(fact, CONFIDENCE_LIKELY, "what is called a device is one");
    if (fact->lazy->on_create &&
        (lazy_intended(search->body->function->name) ||
         lazy_intended(search->flow->unit->functions[search->region->function].name)))
        trace_lower(fact, CONFIDENCE_POSSIBLE, "making it is not all that is to be measured");
    if (is_unsure(search, item))
        trace_lower(fact, CONFIDENCE_LIKELY, "this is the object that is meant");
    if (lazy_volume(search->flow, search->body, op, fact->lazy) == VOLUME_FAR_BEYOND)
        trace_lower(fact, CONFIDENCE_POSSIBLE, "the rest that is put off counts for something");
}

/* Where the operation calls a function of the file that leaves its object pending: goes into that
 * function, to the operation that puts the work off. */
static bool enter_callee(struct search *search, size_t *item, ir_id *op)
{
    const struct lazy_kind *kind = search->events->items.items[*item].kind;
    ir_id callee = flow_op(search->body, *op)->function;
    struct search inner = *search;

    if (flow_op(search->body, *op)->code != IR_CALL || callee == IR_NONE || !search->all[callee])
        return false;
    inner.body = &search->flow->bodies[callee];
    inner.events = search->all[callee];
    inner.whole = true;
    for (size_t i = 0; i < inner.events->items.count; i++) {
        ir_id found = first_event(&inner, i, lazy_leaves_pending, false);

        if (inner.events->items.items[i].kind != kind || found == IR_NONE ||
            (object_of(&inner, i)->kind != OBJECT_INITIAL &&
             object_of(&inner, i)->kind != OBJECT_AMBIENT && !object_of(&inner, i)->returned))
            continue; /* an object of its own */
        *search = inner;
        *item = i;
        *op = found;
        return true;
    }
    return false;
}

static struct flow_fact *point(const struct search *search, size_t item, ir_id op,
                               enum flow_fact_kind kind)
{
    struct flow_fact *fact;

    if (trace_told(search->flow, kind, search->body->id, op))
        return NULL;
    fact = trace_fact(search->flow, kind, search->region_number, search->body->id, op);
    fact->object = lazy_name(search->flow, search->body, op,
                             search->events->items.items[item].object);
    if (flow_op(search->body, op)->code == IR_CALL)
        fact->callee = trace_callee(search->flow, search->body->id, op);
    else if (flow_op(search->body, op)->code == IR_COMPUTE)
        fact->callee = trace_value(search->flow, search->body->id, op); /* a @ b */
    return fact;
}

enum { CALLEES_MAX = 4 }; /* how deep a finding follows calls; recursion ends here, too */

/* Whether a function that is called waits in each round of the loop that hands the work over. */
static bool keeps_up_inside(const struct search *search, size_t item, ir_id op)
{
    struct search inner = *search;

    for (int depth = 0; depth < CALLEES_MAX && enter_callee(&inner, &item, &op); depth++)
        if (lazy_queue_keeps_up(inner.flow, inner.body, inner.events,
                                &inner.events->items.items[item]))
            return true;
    return false;
}

static void report(struct search *search, size_t item, uint8_t states)
{
    struct flow *flow = search->flow;
    struct search inner = *search;
    size_t inner_item = item;
    const struct lazy_item *of = &search->events->items.items[item];
    bool partial = !(states & STATE_PENDING);
    ir_id late = is_open_end(search) ? IR_NONE : first_event(search, item, lazy_does_work, true);
    ir_id op = first_event(search, item,
                           partial             ? is_partial
                           : of->kind->lasting ? uses
                                               : lazy_leaves_pending,
                           false);
    enum flow_fact_kind kind = partial           ? FACT_PARTIAL
                               : late == IR_NONE ? FACT_PENDING
                                                 : FACT_REALIZED_LATE;
    ir_id inner_op = op;
    struct flow_fact *fact;

    if (kind == FACT_REALIZED_LATE && (of->kind->on_create || of->kind->named_only) &&
        (flow_op(search->body, late)->code == IR_DESTROY ||
         flow_op(search->body, late)->flags & IR_IMPLICIT)) {
        kind = FACT_PENDING; /* nobody wrote it there */
        late = IR_NONE;
    }
    if (op == IR_NONE ||
        (!search->whole && lazy_in_other_lap(flow, search->region, search->events, of)) ||
        (of->kind->queue && keeps_up_inside(search, item, op)))
        return;
    for (int depth = 0; kind == FACT_PENDING && depth < CALLEES_MAX; depth++)
        if (!enter_callee(&inner, &inner_item, &inner_op))
            break;
    fact = point(&inner, inner_item, inner_op, kind);
    if (!fact)
        return;
    fact->lazy = of->kind;
    fact->late = partial ? IR_NONE : late;
    judge(search, item, op, fact, states);
    trace_finish(flow, fact,
                 arena_printf(flow->arena,
                              partial ? "here only a part of the work is done: %s"
                                      : "here the work is put off: %s",
                              of->kind->deferred));
}

/* What nobody holds any more is done all the same by what does it for every object of the kind: the
 * end of a pool, fflush(NULL). */
static bool is_done_with_all(const struct search *search, const struct lazy_kind *kind)
{
    for (size_t e = 0; e < search->events->list.count; e++) {
        const struct lazy_event *event = &search->events->list.items[e];

        if (event->object == OBJECT_ALL && event->kind == kind &&
            event->action == ACTION_REALIZE && counts(search, event->op))
            return true;
    }
    return false;
}

/* Who waits under a condition knows when there is a device.  Events of the device are readings of
 * its own clock.  Some frameworks wait by themselves, and so may whoever times what it is handed
 * without showing us. */
static void judge_queue(struct search *search, size_t item)
{
    const struct region *region = search->region;
    uint8_t states = search->found[item];
    const struct lazy_kind *kind = search->events->items.items[item].kind;

    if (search->whole || !(states & STATE_PENDING) || states & (STATE_UNKNOWN | STATE_REALIZED) ||
        region->is_deadline || (region->clock && region->clock->clock == CLOCK_EVENT))
        return;
    if (!is_open_end(search) && lazy_queue_runs_on(search->flow, search->events, region, item))
        return;
    if (is_open_end(search) ? !is_dropped(search) || region->result == RESULT_WAITED
                            : lazy_queue_waits_at_stop(search->flow, search->body, search->all,
                                                       region->stop, kind))
        return;
    if (region->start != IR_NONE && hosted_only(search->flow, search->body, region->start))
        return;
    report(search, item, states);
}

static void judge_item(struct search *search, size_t item)
{
    uint8_t states = search->found[item];
    const struct lazy_kind *kind = search->events->items.items[item].kind;

    if (kind->queue) {
        judge_queue(search, item);
        return;
    }
    if (search->dropped[item] && !kind->at_scope_end &&
        !lazy_held_has(search->events->held, search->events->items.items[item].object) &&
        !is_done_with_all(search, kind))
        states = (uint8_t)((states & (uint8_t)~STATE_UNKNOWN) | STATE_PENDING);
    if (states & STATE_UNKNOWN || !(states & (STATE_PENDING | STATE_PARTIAL)) ||
        search->events->items.items[item].ambiguous)
        return;
    if (is_open_end(search)) {
        bool given = object_of(search, item)->kind == OBJECT_INITIAL;

        if (given && search->region->kind == REGION_PROGRAM)
            return; /* who made it is not known, so neither is its end */
        if (is_done_at_death(search, kind, given))
            return;
        /* What is handed on, the caller may still use; what it gave, it has a summary of. */
        if (outlives(search, item) && (search->whole || !given))
            return;
    }
    report(search, item, states);
}

static bool is_lasting(const struct lazy_event *event)
{
    return event->kind && event->kind->lasting && event->action == ACTION_USE;
}

static bool has_produce(const struct search *search)
{
    for (size_t e = 0; e < search->events->list.count; e++)
        if (counts(search, search->events->list.items[e].op) &&
            (lazy_leaves_pending(&search->events->list.items[e]) ||
             is_lasting(&search->events->list.items[e])))
            return true;
    return false;
}

static void run(struct search *search)
{
    struct arena *arena = search->flow->arena;
    size_t items = search->events->items.count;
    struct lazy_flow *states;

    if (search->events->too_many || items == 0 || !has_produce(search))
        return;
    search->found = ARENA_ARRAY(arena, uint8_t, items);
    search->dropped = ARENA_ARRAY(arena, bool, items);
    states = lazy_flow_new(arena, search->body, search->events,
                           search->whole ? IR_NONE : search->region->start,
                           search->whole ? NULL : search->region->inside);
    lazy_flow_each(arena, states, at_op, search);
    for (size_t i = 0; i < items; i++)
        judge_item(search, i);
}

/* The first region that reaches a function stands for all: its findings are the same in each. */
static void run_reached(struct flow *flow, struct lazy_events *const *events)
{
    for (ir_id f = 0; f < flow->unit->function_count; f++)
        for (size_t r = 0; r < flow->regions->count; r++) {
            const struct region *region = &flow->regions->items[r];
            struct search search = {.flow = flow,
                                    .body = &flow->bodies[f],
                                    .events = events[f],
                                    .all = events,
                                    .region = region,
                                    .region_number = r,
                                    .whole = true};

            if (!events[f] || !region->reached || !region->reached[f] || region_hands_over(region))
                continue;
            run(&search);
            break;
        }
}

void lazy_facts(struct flow *flow)
{
    size_t count = flow->unit->function_count;
    struct lazy_events **events = ARENA_ARRAY(flow->arena, struct lazy_events *, count + 1);
    /* Of functions that call each other, summaries were still missing when those were made. */
    for (ir_id f = 0; f < count; f++)
        if (flow->bodies[f].wanted && flow->bodies[f].trusted && flow->bodies[f].events)
            events[f] = flow->graph->recursive[f] ? lazy_events_new(flow, &flow->bodies[f])
                                                  : flow->bodies[f].events;
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        struct search search = {.flow = flow, .body = &flow->bodies[region->function],
                                .events = events[region->function],
                                .all = events, .region = region, .region_number = r};

        if (search.events) {
            run(&search);
            lazy_carried(flow, search.events, r);
            lazy_queue_rounds(flow, search.events, r);
        }
        lazy_dropped(flow, events, r);
    }
    run_reached(flow, events);
}
