/* Calls that have no effect and whose result nothing needs. */
#include "dead_internal.h"
#include "skipped.h"
#include "trace.h"

/* Whether some operation uses what is read from the variable: that use is the one to speak of. */
static bool is_used(const struct dead *dead, const uint32_t *destinations, ir_id variable)
{
    for (ir_id i = 0; i < dead->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(dead->body, i);

        if (op->place.variable != variable)
            continue;
        if (op->code == IR_ADDRESS ||
            (op->code == IR_LOAD && destinations[i] != DESTINATION_NONE))
            return true;
    }
    return false;
}

static void report(struct dead *dead, ir_id call, ir_id variable, size_t region)
{
    struct flow *flow = dead->flow;
    struct flow_fact *fact = trace_fact(flow, FACT_DEAD_CALL, region, dead->body->id, call);

    fact->callee = trace_callee(flow, dead->body->id, call);
    fact->variable = variable;
    fact->object = variable != IR_NONE ? flow->unit->variables[variable].name : NULL;
    dead_call_assume(dead, call, fact);
    skipped_lower(dead->flow, dead->body, variable, fact);
    trace_finish(flow, fact, "the call is made here, and nothing needs what it yields");
    dead->explained[call] = true;
}

void dead_calls(struct dead *dead)
{
    const struct ir_function *function = dead->body->function;
    const uint32_t *destinations = destinations_new(dead->flow->arena, function, false);

    for (ir_id i = 0; i < function->op_count; i++) {
        size_t region;
        ir_id variable = destinations[i] == DESTINATION_NONE ? IR_NONE : destinations[i];

        if (function->ops[i].code != IR_CALL || !dead_is(dead, i) || dead->explained[i] ||
            !dead_call_is_work(dead, i) || destinations[i] == DESTINATION_ELSEWHERE)
            continue;
        region = dead_region(dead, i);
        if (region != SIZE_MAX &&
            (function->ops[i].function != IR_NONE || dead_is_repeated(dead, region, i)) &&
            (variable == IR_NONE || !is_used(dead, destinations, variable)))
            report(dead, i, variable, region);
    }
}
