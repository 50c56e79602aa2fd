#include "streams.h"

#include <string.h>

#include "trace.h"

/* What the models say of a call's queue, or NULL. */
static const struct api_lazy *stream_entry(const struct flow *flow, const struct ir_op *op)
{
    const struct api *api = op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

    for (size_t i = 0; api && i < api->lazy_count; i++)
        if (strcmp(api->lazy[i].kind->name, "device-stream") == 0)
            return &api->lazy[i];
    return NULL;
}

/* The variable that names the queue; IR_NONE when it is the default one, or anything but a plain
 * variable.  A default queue waits for the others and they for it. */
static ir_id stream_of(const struct ir_function *function, const struct ir_op *call,
                       const struct api_lazy *entry)
{
    ir_id operand = resolve_argument(call, entry->handle, NULL);
    const struct ir_op *value = operand == IR_NONE ? NULL : &function->ops[operand];

    if (!value || value->code != IR_LOAD || value->place.variable == IR_NONE ||
        value->place.field[0] || value->place.index != IR_NONE)
        return IR_NONE;
    return value->place.variable;
}

static ir_id recorded_in(const struct flow *flow, const struct ir_function *function, ir_id op)
{
    const struct api_lazy *entry = stream_entry(flow, &function->ops[op]);

    return entry && entry->role == LAZY_LEAVE ? stream_of(function, &function->ops[op], entry)
                                              : IR_NONE;
}

/* The first call that puts work into another queue, when all of them do; else IR_NONE.  A queue
 * that waits for an event of the other one does not pass it. */
static ir_id work_elsewhere(const struct flow *flow, const struct region *region, ir_id stream)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id first = IR_NONE;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct api_lazy *entry =
            region->inside[i] ? stream_entry(flow, &function->ops[i]) : NULL;
        ir_id own;

        if (!entry || i == region->start || i == region->stop)
            continue;
        own = stream_of(function, &function->ops[i], entry);
        if (entry->role != LAZY_PRODUCE || own == IR_NONE || own == stream)
            return IR_NONE;
        if (first == IR_NONE)
            first = i;
    }
    return first;
}

void streams_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        const struct ir_function *function = &flow->unit->functions[region->function];
        struct flow_fact *fact;
        ir_id stream, work;

        if (!region->clock || region->clock->clock != CLOCK_EVENT || region->start == IR_NONE ||
            region->stop == IR_NONE)
            continue;
        stream = recorded_in(flow, function, region->stop);
        if (stream == IR_NONE || stream != recorded_in(flow, function, region->start) ||
            (work = work_elsewhere(flow, region, stream)) == IR_NONE)
            continue;
        fact = trace_fact(flow, FACT_OTHER_STREAM, r, region->function, work);
        fact->callee = trace_callee(flow, region->function, work);
        fact->object = flow->unit->variables[stream].name;
        trace_lower(fact, CONFIDENCE_LIKELY, "the two names mean different queues");
        trace_finish(flow, fact, "this work is in another queue than the events");
    }
}
