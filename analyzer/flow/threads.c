#include "threads.h"

#include "trace.h"

/* Any call that may wait for a thread in another way than to join it: a condition, a pipe, a
 * function that nobody shows us. */
static bool may_wait(const struct flow *flow, const struct ir_op *op, const struct api *api)
{
    enum { WAITS = API_THREAD_WAIT | API_LOCK | API_SLEEP };

    if (op->code == IR_ASM || op->code == IR_AWAIT || op->code == IR_ENTER || op->code == IR_EXIT)
        return true;
    if (op->code == IR_LOAD) /* `while (!done)` */
        return op->place.is_volatile || (op->place.variable != IR_NONE &&
                                         flow->unit->variables[op->place.variable].is_atomic);
    if (op->code != IR_CALL || (api && api->categories & API_THREAD_START))
        return false;
    return !api || (!api->has_effects && !api->categories && api->clock == CLOCK_NONE) ||
           api->categories & WAITS ||
           (api->has_effects && api->effects & (EFFECT_SYNCHRONISES | EFFECT_CALLS));
}

static bool loop_starts_one(const struct flow *flow, const struct ir_function *function, ir_id loop)
{
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        const struct api *api =
            op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

        if (api && api->categories & API_THREAD_START && function->blocks[op->block].loop == loop)
            return true;
    }
    return false;
}

/* The thread's start, or IR_NONE when there is none, or when the region may wait for it. */
static ir_id start_in(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id start = IR_NONE;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        const struct api *api =
            op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;
        ir_id loop = function->blocks[op->block].loop;

        if (!region->inside[i] || i == region->start || i == region->stop)
            continue;
        if (may_wait(flow, op, api))
            return IR_NONE;
        if (api && api->categories & API_THREAD_START)
            start = i;
        else if (start != IR_NONE && loop != IR_NONE && !loop_starts_one(flow, function, loop))
            return IR_NONE;
    }
    return start;
}

static ir_id wait_after(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];

    for (ir_id i = 0; region->after && i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        const struct api *api =
            op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

        if (region->after[i] && !region->inside[i] && api && api->categories & API_THREAD_WAIT)
            return i;
    }
    return IR_NONE;
}

void threads_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        struct flow_fact *fact;
        ir_id start, late;

        if ((region->kind != REGION_TIMER && region->kind != REGION_CALLBACK) ||
            region->start == IR_NONE || region->stop == IR_NONE ||
            (start = start_in(flow, region)) == IR_NONE ||
            (late = wait_after(flow, region)) == IR_NONE)
            continue;
        fact = trace_fact(flow, FACT_LATE_JOIN, r, region->function, start);
        fact->callee = trace_callee(flow, region->function, late);
        fact->late = late;
        trace_lower(fact, CONFIDENCE_LIKELY, "the work of the threads is what is measured");
        trace_finish(flow, fact, "the thread begins to work here");
    }
}
