#include "clocks.h"

#include <string.h>

#include "trace.h"

static struct flow_fact *add(struct flow *flow, enum flow_fact_kind kind, size_t number, ir_id op,
                             const char *callee)
{
    ir_id function = flow->regions->items[number].function;
    struct flow_fact *fact;

    if (trace_told(flow, kind, function, op)) /* one reading may start several regions */
        return NULL;
    fact = trace_fact(flow, kind, number, function, op);
    fact->callee = callee;
    return fact;
}

/* --- whole seconds ---------------------------------------------------------------------------- */

static void find_coarse(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct api *clock = region->clock;
    struct flow_fact *fact;

    if (!clock->unit || strcmp(clock->unit, "whole s") != 0 || region->start == IR_NONE ||
        region->is_deadline)
        return;
    fact = add(flow, FACT_COARSE_CLOCK, number, region->start, clock->name);
    if (!fact)
        return;
    trace_lower(fact, CONFIDENCE_LIKELY, "what is measured does not take minutes");
    trace_finish(flow, fact, "this clock moves once a second");
}

/* --- two clocks ------------------------------------------------------------------------------- */

/* Whether something is done between the readings.  Two clocks that are read one after the other are
 * compared, which is no measurement: that gives the time of the start of the machine. */
static bool has_work(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    const bool *inside = region->inside;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        const struct api *api =
            op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

        if (inside[i] && i != region->stop &&
            ((op->code == IR_CALL && (!api || api->clock == CLOCK_NONE)) || op->code == IR_ASM ||
             function->blocks[op->block].loop_depth >
                 function->blocks[function->ops[region->start].block].loop_depth))
            return true;
    }
    return false;
}

static void find_mixed(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    struct flow_fact *fact;

    if (!region->other_clock || region->stop == IR_NONE || region->start == IR_NONE ||
        !has_work(flow, region))
        return;
    fact = add(flow, FACT_MIXED_CLOCKS, number, region->stop, NULL);
    if (fact)
        trace_finish(flow, fact, "this clock is of another kind than the first");
}

/* --- processor time --------------------------------------------------------------------------- */

/* Whether the function takes another clock's time over the same operation: then the two are shown
 * side by side on purpose. */
static bool has_other_clock(const struct flow *flow, const struct region *region, ir_id op)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *other = &flow->regions->items[r];

        if (other->kind != REGION_TIMER && other->kind != REGION_CALLBACK)
            continue;
        if ((!other->clock || other->clock->clock != CLOCK_CPU) &&
            region_contains(other, region->function, op))
            return true;
    }
    return false;
}

static unsigned category_of(const struct flow *flow, const struct ir_op *op)
{
    const struct api *api =
        op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

    return api ? api->categories : 0;
}

/* The name of what sleeps or runs in threads in the operation, or in a function of the file that it
 * calls; NULL: nothing does.  `seen` are the functions that were looked at. */
static const char *waiting_in(const struct flow *flow, const struct ir_op *op, bool *seen,
                              int depth)
{
    enum { WAITS = API_SLEEP | API_THREAD_START | API_THREAD_WAIT, DEPTH_MAX = 32 };
    const struct ir_function *callee;
    const char *name = NULL;

    if (category_of(flow, op) & WAITS)
        return resolve_api(flow->unit, flow->model, op)->name;
    if (op->code != IR_CALL || op->function == IR_NONE || seen[op->function] ||
        depth == DEPTH_MAX)
        return NULL;
    seen[op->function] = true;
    callee = &flow->unit->functions[op->function];
    for (ir_id i = 0; i < callee->op_count && !name; i++)
        if (callee->ops[i].code == IR_CALL && callee->blocks[callee->ops[i].block].reachable)
            name = waiting_in(flow, &callee->ops[i], seen, depth + 1);
    return name;
}

static void find_waiting(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    bool *seen = ARENA_ARRAY(flow->arena, bool, flow->unit->function_count);

    for (ir_id i = 0; i < function->op_count; i++) {
        struct flow_fact *fact;
        const char *name;

        if (!region->inside[i] || !function->blocks[function->ops[i].block].reachable ||
            !(name = waiting_in(flow, &function->ops[i], seen, 0)) ||
            has_other_clock(flow, region, i))
            continue;
        fact = add(flow, FACT_CPU_CLOCK, number, i, name);
        if (!fact)
            continue;
        fact->object = region->clock->name;
        trace_lower(fact, CONFIDENCE_LIKELY, "the number is read as the time that passes");
        trace_finish(flow, fact, "here the two times differ");
        return;
    }
}

void clocks_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];

        if (!region->clock)
            continue;
        find_mixed(flow, r);
        if (region->other_clock)
            continue;
        find_coarse(flow, r);
        if (region->clock->clock == CLOCK_CPU)
            find_waiting(flow, r);
    }
}
