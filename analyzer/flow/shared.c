#include "shared.h"

/* Where a value goes: a variable, or one of these. */
enum { NOWHERE = UINT32_MAX, SOMEWHERE = UINT32_MAX - 1 };

static void flows_to(uint32_t *destinations, ir_id value, uint32_t destination)
{
    if (value == IR_NONE || destinations[value] == destination)
        return;
    destinations[value] = destinations[value] == NOWHERE ? destination : SOMEWHERE;
}

/* The destination that an operation gives to its operands. */
static uint32_t destination_of(const struct ir_op *op, uint32_t own)
{
    if (op->code == IR_COMPUTE)
        return own;
    if (op->code == IR_STORE && op->place.variable != IR_NONE && op->place.index == IR_NONE &&
        !op->place.field[0])
        return op->place.variable;
    return SOMEWHERE;
}

static bool is_plain_load(const struct ir_op *op)
{
    return op->code == IR_LOAD && op->place.index == IR_NONE && !op->place.field[0];
}

/* Operands come before their users, so that one pass backwards knows each value's destination. */
static void look_at(struct flow *flow, const struct ir_function *function,
                    uint32_t *destinations)
{
    for (size_t i = function->op_count; i-- > 0;) {
        const struct ir_op *op = &function->ops[i];
        uint32_t destination = destination_of(op, destinations[i]);

        if (destination != NOWHERE)
            for (uint32_t a = 0; a < op->arg_count; a++)
                flows_to(destinations, op->args[a], destination);
        flows_to(destinations, op->place.base, SOMEWHERE);
        flows_to(destinations, op->place.index, SOMEWHERE);
        if (op->place.variable == IR_NONE)
            continue;
        if (op->code == IR_ADDRESS)
            flow->observed[op->place.variable] = true;
        if (op->code == IR_LOAD && (!is_plain_load(op) || (destinations[i] != NOWHERE &&
                                                           destinations[i] != op->place.variable)))
            flow->observed[op->place.variable] = true;
    }
}

void shared_fill(struct flow *flow)
{
    const struct ir_unit *unit = flow->unit;

    for (size_t v = 0; v < unit->variable_count; v++) {
        const struct ir_variable *variable = &unit->variables[v];

        flow->shared[v] = variable->captured || (variable->storage != IR_LOCAL &&
                                                 variable->storage != IR_PARAMETER);
        flow->observed[v] = variable->storage == IR_GLOBAL || variable->is_volatile ||
                            variable->is_atomic;
    }
    for (size_t f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        uint32_t *destinations = ARENA_ARRAY(flow->arena, uint32_t, function->op_count + 1);

        for (size_t i = 0; i < function->op_count; i++)
            destinations[i] = NOWHERE;
        look_at(flow, function, destinations);
    }
}
