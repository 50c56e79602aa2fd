#include "single.h"

#include <string.h>

#include "trace.h"

enum { CALLERS_MAX = 6 }; /* how far up it is asked who calls */

static bool is_looped(const struct ir_function *function, ir_id op)
{
    return op == IR_NONE || function->blocks[function->ops[op].block].loop_depth > 0;
}

/* Whether the function may run more than once, as far as the file shows. */
static bool runs_again(const struct flow *flow, ir_id callee, int depth)
{
    const struct ir_function *of = &flow->unit->functions[callee];
    ir_id caller = IR_NONE;

    if (of->is_module || !strcmp(of->name, "main"))
        return false;
    for (ir_id f = 0; f < flow->unit->function_count; f++) {
        const struct ir_function *function = &flow->unit->functions[f];

        for (ir_id i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];

            if (op->function != callee)
                continue;
            if (op->code != IR_CALL || is_looped(function, i) || caller != IR_NONE)
                return true;
            caller = f;
        }
    }
    return caller == IR_NONE || depth > CALLERS_MAX || runs_again(flow, caller, depth + 1);
}

void single_facts(struct flow *flow)
{
    size_t first = SIZE_MAX;

    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        const struct ir_function *function = &flow->unit->functions[region->function];

        if (region->is_deadline || region->kind == REGION_PROGRAM)
            continue;
        if (region->kind != REGION_TIMER || is_looped(function, region->start) ||
            runs_again(flow, region->function, 0))
            return;
        first = first == SIZE_MAX ? r : first;
    }
    if (first != SIZE_MAX)
        trace_finish(flow,
                     trace_fact(flow, FACT_SINGLE, first, flow->regions->items[first].function,
                                flow->regions->items[first].start),
                     "this is measured once");
}
