#include "uses.h"

enum { USES_WORK_MAX = 4000000, USES_DEPTH_MAX = 200 };

struct uses *uses_new(const struct flow *flow, const struct flow_body *body)
{
    struct uses *uses = ARENA_NEW(flow->arena, struct uses);

    uses->flow = flow;
    uses->body = body;
    uses->seen = ARENA_ARRAY(flow->arena, uint32_t, body->function->op_count + 1);
    return uses;
}

void uses_start(struct uses *uses, struct slice_of_value *slice)
{
    uses->stamp++;
    slice->variables.count = slice->ops.count = 0;
}

static void add_variable(struct uses *uses, ir_id variable, struct slice_of_value *slice)
{
    for (size_t i = 0; i < slice->variables.count; i++)
        if (slice->variables.items[i] == variable)
            return;
    *VEC_ADD(uses->flow->arena, &slice->variables) = variable;
}

static bool add(struct uses *uses, ir_id value, struct slice_of_value *slice, int depth)
{
    const struct ir_op *op;
    bool ok = true;

    if (value == IR_NONE || uses->seen[value] == uses->stamp)
        return true;
    if (depth > USES_DEPTH_MAX || ++uses->work > USES_WORK_MAX)
        return false;
    uses->seen[value] = uses->stamp;
    op = flow_op(uses->body, value);
    *VEC_ADD(uses->flow->arena, &slice->ops) = value;
    for (uint32_t i = 0; ok && i < op->arg_count; i++)
        ok = add(uses, op->args[i], slice, depth + 1);
    if (!(ir_fields(op->code) & IRF_P))
        return ok;
    if ((op->code == IR_LOAD || op->code == IR_ADDRESS) && op->place.variable != IR_NONE)
        add_variable(uses, op->place.variable, slice);
    return ok && add(uses, op->place.base, slice, depth + 1) &&
           add(uses, op->place.index, slice, depth + 1);
}

bool uses_add(struct uses *uses, ir_id value, struct slice_of_value *slice)
{
    return add(uses, value, slice, 0);
}

static void flows_to(uint32_t *destinations, ir_id value, uint32_t destination)
{
    if (value == IR_NONE || destinations[value] == destination)
        return;
    destinations[value] = destinations[value] == DESTINATION_NONE ? destination
                                                                  : DESTINATION_ELSEWHERE;
}

ir_id root_variable(const struct ir_function *function, const struct ir_place *place)
{
    while (place->variable == IR_NONE && place->base != IR_NONE &&
           function->ops[place->base].code == IR_ADDRESS)
        place = &function->ops[place->base].place;
    return place->variable;
}

/* The destination that an operation gives to its operands. */
static uint32_t destination_of(const struct ir_function *function, const struct ir_op *op,
                               uint32_t own, bool parts)
{
    if (op->code == IR_COMPUTE)
        return own;
    if (op->code == IR_STORE && parts && root_variable(function, &op->place) != IR_NONE)
        return root_variable(function, &op->place);
    if (op->code == IR_STORE && op->place.variable != IR_NONE && op->place.index == IR_NONE &&
        !op->place.field[0])
        return op->place.variable;
    return DESTINATION_ELSEWHERE;
}

/* Operands come before their users, so that one pass backwards knows each value's destination. */
uint32_t *destinations_new(struct arena *arena, const struct ir_function *function, bool parts)
{
    uint32_t *destinations = ARENA_ARRAY(arena, uint32_t, function->op_count + 1);

    for (size_t i = 0; i < function->op_count; i++)
        destinations[i] = DESTINATION_NONE;
    for (size_t i = function->op_count; i-- > 0;) {
        const struct ir_op *op = &function->ops[i];
        uint32_t destination = destination_of(function, op, destinations[i], parts);

        if (destination != DESTINATION_NONE)
            for (uint32_t a = 0; a < op->arg_count; a++)
                flows_to(destinations, op->args[a], destination);
        if (ir_fields(op->code) & IRF_P) {
            flows_to(destinations, op->place.base, DESTINATION_ELSEWHERE);
            flows_to(destinations, op->place.index, DESTINATION_ELSEWHERE);
        }
    }
    return destinations;
}
