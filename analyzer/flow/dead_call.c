/* Calls that have no effect and whose result nothing needs. */
#include "dead_internal.h"
#include "memory.h"
#include "trace.h"

/* The variable that takes the result, or IR_NONE. */
static ir_id receiver_of(const struct dead *dead, ir_id call)
{
    for (ir_id i = call + 1; i < dead->body->function->op_count; i++) {
        const struct ir_op *op = flow_op(dead->body, i);

        if (op->code == IR_STORE && op->args[0] == call)
            return op->place.variable;
    }
    return IR_NONE;
}

/* Whether the call is an operand of another dead call, which is the one to speak of. */
static bool is_nested(struct dead *dead, ir_id call)
{
    const struct ir_function *function = dead->body->function;

    for (ir_id i = call + 1; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (op->code != IR_CALL || !dead_is(dead, i) || !dead_call_is_work(dead, i))
            continue;
        uses_start(dead->uses, &dead->slice);
        for (uint32_t a = 0; a < op->arg_count; a++)
            uses_add(dead->uses, op->args[a], &dead->slice);
        if (dead->uses->seen[call] == dead->uses->stamp)
            return true;
    }
    return false;
}

static void report(struct dead *dead, ir_id call, size_t region)
{
    struct flow *flow = dead->flow;
    struct flow_fact *fact = trace_fact(flow, FACT_DEAD_CALL, region, dead->body->id, call);

    fact->callee = trace_callee(flow, dead->body->id, call);
    fact->variable = receiver_of(dead, call);
    fact->object = fact->variable != IR_NONE ? flow->unit->variables[fact->variable].name : NULL;
    dead_call_assume(dead, call, fact);
    trace_finish(flow, fact, "the call is made here, and nothing needs what it yields");
    dead->explained[call] = true;
}

void dead_calls(struct dead *dead)
{
    const struct ir_function *function = dead->body->function;

    for (ir_id i = 0; i < function->op_count; i++) {
        size_t region;

        if (function->ops[i].code != IR_CALL || !dead_is(dead, i) || dead->explained[i] ||
            !dead_call_is_work(dead, i))
            continue;
        region = dead_region(dead, i);
        if (region != SIZE_MAX && !is_nested(dead, i))
            report(dead, i, region);
    }
}
