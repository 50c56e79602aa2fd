#include "set_up.h"

#include "control.h"
#include "ir_graph.h"
#include "trace.h"

enum { DEPTH_MAX = 8 }; /* of a loop's condition */

/* The number of rounds, as the user calls it; IR_NONE when the framework's macro made it up. */
static ir_id rounds_of(const struct flow *flow, const struct ir_function *function)
{
    ir_id parameter = function->parameter_count ? function->parameters[0] : IR_NONE;
    const struct ir_variable *variable =
        parameter == IR_NONE ? NULL : &flow->unit->variables[parameter];

    return variable && ir_type_of(flow->unit, variable->type)->kind == IR_TYPE_INTEGER ? parameter
                                                                                       : IR_NONE;
}

static bool speaks_of(const struct ir_function *function, ir_id value, ir_id variable, int depth)
{
    const struct ir_op *op = &function->ops[value];

    if (op->code == IR_LOAD)
        return op->place.variable == variable;
    if (op->code != IR_COMPUTE || depth > DEPTH_MAX)
        return false;
    for (uint32_t i = 0; i < op->arg_count; i++)
        if (speaks_of(function, op->args[i], variable, depth + 1))
            return true;
    return false;
}

/* Whether the loop's condition asks for the variable. */
static bool is_counted_by(const struct ir_function *function, ir_id header, ir_id variable)
{
    const struct ir_op *last = &function->ops[control_terminator(function, header)];

    return last->code == IR_BRANCH && last->arg_count &&
           speaks_of(function, last->args[0], variable, 0);
}

static bool is_outermost(const struct ir_function *function, ir_id block)
{
    return function->blocks[block].loop == block && function->blocks[block].loop_depth == 1;
}

static void look_at(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id rounds = rounds_of(flow, function), counted = IR_NONE;
    struct ir_dominance dominance;

    for (ir_id b = 0; rounds != IR_NONE && b < function->block_count; b++)
        if (is_outermost(function, b) && is_counted_by(function, b, rounds))
            counted = counted == IR_NONE ? b : counted;
    if (counted == IR_NONE)
        return;
    dominance = ir_dominance_of(flow->arena, function);
    for (ir_id b = 0; b < function->block_count; b++) {
        ir_id last = function->blocks[b].count ? control_terminator(function, b) : IR_NONE;

        if (last == IR_NONE || !is_outermost(function, b) || b == counted ||
            !region->inside[last] || is_counted_by(function, b, rounds) ||
            !ir_dominance_holds(&dominance, b, counted))
            continue;
        trace_finish(flow, trace_fact(flow, FACT_SET_UP, number, region->function, last),
                     "this loop comes before the measured rounds, and is measured with them");
        return;
    }
}

void set_up_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++)
        if (flow->regions->items[r].kind == REGION_FRAMEWORK &&
            flow->regions->items[r].start == IR_NONE && !flow->regions->items[r].idle)
            look_at(flow, r);
}
