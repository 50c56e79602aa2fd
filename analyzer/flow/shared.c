#include "shared.h"

#include "uses.h"

static bool is_plain_load(const struct ir_op *op)
{
    return op->code == IR_LOAD && op->place.index == IR_NONE && !op->place.field[0];
}

static void look_at(struct flow *flow, const struct ir_function *function)
{
    const uint32_t *destinations = destinations_new(flow->arena, function);

    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (op->place.variable == IR_NONE)
            continue;
        if (op->code == IR_STORE && function->ops[op->args[0]].code == IR_FUNC)
            flow->held[op->place.variable] = function->ops[op->args[0]].function;
        if (op->code == IR_ADDRESS)
            flow->observed[op->place.variable] = true;
        if (op->code == IR_LOAD &&
            (!is_plain_load(op) || (destinations[i] != DESTINATION_NONE &&
                                    destinations[i] != op->place.variable)))
            flow->observed[op->place.variable] = true;
    }
}

void shared_fill(struct flow *flow)
{
    const struct ir_unit *unit = flow->unit;

    for (size_t v = 0; v < unit->variable_count; v++) {
        const struct ir_variable *variable = &unit->variables[v];

        flow->held[v] = IR_NONE;
        flow->shared[v] = variable->captured || (variable->storage != IR_LOCAL &&
                                                 variable->storage != IR_PARAMETER);
        flow->observed[v] = variable->storage == IR_GLOBAL || variable->is_volatile ||
                            variable->is_atomic;
    }
    for (size_t f = 0; f < unit->function_count; f++)
        look_at(flow, &unit->functions[f]);
}
