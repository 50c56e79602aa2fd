#include "checked.h"

#include "control.h"
#include "trace.h"

enum { DEPTH_MAX = 12 }; /* of a condition */

/* A function of the file that does more than to look at a field. */
static bool is_long(const struct ir_function *function)
{
    for (size_t i = 0; i < function->op_count; i++)
        if (function->blocks[function->ops[i].block].loop_depth > 0)
            return true;
    return false;
}

/* The call in the condition that takes time: a function of the file with a loop, or one of a
 * library that goes through memory; or IR_NONE. */
static ir_id computed_by(const struct flow *flow, const struct ir_function *function, ir_id value,
                         int depth)
{
    const struct ir_op *op = &function->ops[value];
    const struct api *api = op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;
    ir_id found = IR_NONE;

    if (depth > DEPTH_MAX || (op->code != IR_CALL && op->code != IR_COMPUTE))
        return IR_NONE;
    if (op->code == IR_CALL && !(op->flags & IR_METHOD) &&
        (op->function != IR_NONE ? is_long(&flow->unit->functions[op->function])
                                 : api && api->has_effects && api->reads))
        return value;
    for (uint32_t i = 0; found == IR_NONE && i < op->arg_count; i++)
        found = computed_by(flow, function, op->args[i], depth + 1);
    return found;
}

/* The branch of the region that decides whether the assertion fails; or IR_NONE. */
static ir_id decision(const struct region *region, const struct ir_function *function,
                      ir_id failure)
{
    const struct ir_block *block = &function->blocks[function->ops[failure].block];

    for (uint32_t p = 0; p < block->predecessor_count; p++) {
        ir_id last = control_terminator(function, block->predecessors[p]);

        if (function->ops[last].code == IR_BRANCH && function->ops[last].arg_count &&
            region->inside[last])
            return last;
    }
    return IR_NONE;
}

static void look_at(struct flow *flow, size_t number, ir_id failure)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id branch = decision(region, function, failure), call;
    struct flow_fact *fact;

    if (branch == IR_NONE)
        return;
    call = computed_by(flow, function, function->ops[branch].args[0], 0);
    if (call == IR_NONE || !region->inside[call])
        return;
    fact = trace_fact(flow, FACT_FOREIGN, number, region->function, call);
    fact->categories = API_ASSERT;
    fact->callee = trace_callee(flow, region->function, call);
    trace_lower(fact, CONFIDENCE_LIKELY, "assertions are on when it is measured");
    trace_finish(flow, fact, "this is computed for an assertion");
}

void checked_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        const struct ir_function *function = &flow->unit->functions[region->function];

        if (region->kind == REGION_PROGRAM || region->kind == REGION_FUNCTION || region->idle ||
            region->is_deadline)
            continue;
        for (ir_id i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];
            const struct api *api =
                op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

            if (api && api->categories & API_ASSERT)
                look_at(flow, r, i);
        }
    }
}
