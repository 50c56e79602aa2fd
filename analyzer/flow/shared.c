#include "shared.h"

#include "uses.h"

/* Addresses that are more than a step to an element: they are handed on, or computed with. */
static bool *handed_on(struct arena *arena, const struct ir_function *function)
{
    bool *handed = ARENA_ARRAY(arena, bool, function->op_count + 1);

    for (size_t i = 0; i < function->op_count; i++)
        for (uint32_t a = 0; a < function->ops[i].arg_count; a++)
            handed[function->ops[i].args[a]] = true;
    return handed;
}

/* What a parallel construct of OpenMP takes from around it is handed to all threads by its address:
 * no compiler knows what becomes of it there. */
static void share_among_threads(struct flow *flow, const struct ir_function *function)
{
    bool *own = NULL; /* by variable: declared inside */

    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        ir_id variable = ir_fields(op->code) & IRF_P ? op->place.variable : IR_NONE;

        if (!(op->flags & IR_PARALLEL) || variable == IR_NONE)
            continue;
        if (!own)
            own = ARENA_ARRAY(flow->arena, bool, flow->unit->variable_count + 1);
        own[variable] |= op->code == IR_DECLARE;
        flow->shared[variable] |= !own[variable];
        flow->observed[variable] |= !own[variable];
    }
}

static void look_at(struct flow *flow, const struct ir_function *function)
{
    const uint32_t *destinations = destinations_new(flow->arena, function, true);
    const bool *handed = handed_on(flow->arena, function);

    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        ir_id variable = ir_fields(op->code) & IRF_P ? root_variable(function, &op->place)
                                                     : IR_NONE;

        if (variable == IR_NONE)
            continue;
        if (op->code == IR_STORE && op->place.variable == variable &&
            function->ops[op->args[0]].code == IR_FUNC)
            flow->held[variable] = function->ops[op->args[0]].function;
        if ((op->code == IR_ADDRESS && handed[i]) ||
            (op->code == IR_LOAD && destinations[i] != DESTINATION_NONE &&
             destinations[i] != variable))
            flow->observed[variable] = true;
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
    for (size_t f = 0; unit->language != IR_PYTHON && f < unit->function_count; f++)
        share_among_threads(flow, &unit->functions[f]);
}
