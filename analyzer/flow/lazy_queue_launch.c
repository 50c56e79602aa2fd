#include "lazy_queue_launch.h"

#include <string.h>

/* The last part of the name by which the user calls a place: net, self.net. */
static const char *name_of_place(const struct ir_unit *unit, const struct ir_place *place)
{
    if (place->field[0] || place->variable == IR_NONE)
        return place->field;
    return unit->variables[place->variable].name;
}

/* ... an object that is called; "" when it has none. */
static const char *name_of_called(const struct lazy_builder *builder)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);
    const struct ir_op *object =
        call->flags & IR_INDIRECT && call->arg_count ? flow_op(builder->body, call->args[0]) : NULL;
    const char *dot = call->flags & IR_METHOD ? strrchr(call->text, '.') : NULL;

    if (dot)
        return dot + 1; /* an attribute of self */
    return object && object->code == IR_LOAD ? name_of_place(builder->flow->unit, &object->place)
                                             : "";
}

bool lazy_queue_launches(const struct lazy_builder *builder, const struct lazy_kind *kind)
{
    const char *name = name_of_called(builder);

    for (size_t i = 0; *name && i < builder->flow->launchers.count; i++)
        if (!strcmp(builder->flow->launchers.items[i].name, name) &&
            builder->flow->launchers.items[i].kind == kind)
            return true;
    return false;
}

/* .eval() is a method without arguments. */
static bool is_launcher(const struct ir_op *call, const char *launcher)
{
    size_t length = strcspn(launcher, "("), given = strlen(call->text);

    return (!launcher[length] || call->arg_count == 1) && given >= length &&
           !strncmp(call->text + given - length, launcher, length);
}

void lazy_queue_launchers(struct flow *flow, const struct lazy_kind *kind)
{
    const struct ir_unit *unit = flow->unit;

    for (ir_id f = 0; kind->launchers[0] && f < unit->function_count; f++)
        for (ir_id i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            const struct ir_op *receiver =
                op->code == IR_CALL && op->flags & IR_METHOD && op->arg_count
                    ? &unit->functions[f].ops[op->args[0]]
                    : NULL;

            for (size_t n = 0; receiver && receiver->code == IR_LOAD && kind->launchers[n]; n++)
                if (is_launcher(op, kind->launchers[n]))
                    *VEC_ADD(flow->arena, &flow->launchers) =
                        (struct launcher){name_of_place(unit, &receiver->place), kind};
        }
}
