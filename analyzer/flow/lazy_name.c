#include "lazy_name.h"

#include "trace.h"

/* The operand by which the user calls the object in this operation. */
static ir_id operand_of(const struct flow_body *body, ir_id id, size_t object)
{
    const struct ir_op *op = flow_op(body, id);

    for (uint32_t i = 0; i < op->arg_count; i++) {
        const uint64_t *value = points_to_value(body->points_to, op->args[i]);
        if (value && bits_has(value, object))
            return op->args[i];
    }
    return IR_NONE;
}

/* The variable that the operation's value is put into. */
static const char *result_name(const struct flow *flow, const struct flow_body *body, ir_id op)
{
    const struct ir_function *function = body->function;

    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_STORE && function->ops[i].args[0] == op)
            return ir_place_name(flow->unit, function, &function->ops[i].place);
    return NULL;
}

const char *lazy_name(const struct flow *flow, const struct flow_body *body, ir_id op,
                      size_t object)
{
    const struct points_to *points = body->points_to;
    ir_id operand = operand_of(body, op, object);

    if (object == OBJECT_AMBIENT_NUMBER)
        return result_name(flow, body, op);
    if (operand != IR_NONE)
        return trace_value(flow, body->id, operand);
    for (size_t o = 0; o < points->count; o++)
        for (const struct slot *slot = points->objects[o].slots; slot; slot = slot->next)
            if (points->objects[o].kind == OBJECT_VARIABLE && bits_has(slot->holds, object))
                return flow->unit->variables[points->objects[o].id].name;
    return NULL;
}
