#include "lazy_queue_warm.h"

#include <string.h>

#include "rounds.h"

/* Both are loads of one place, or one constant. */
static bool same_value(const struct lazy_builder *builder, ir_id a, ir_id b)
{
    const struct ir_op *one = flow_op(builder->body, a), *other = flow_op(builder->body, b);

    if (one->code != other->code || one->place.index != IR_NONE || other->place.index != IR_NONE)
        return false;
    if (one->code == IR_LOAD)
        return rounds_same_place(&one->place, &other->place);
    return (one->code == IR_CONST || one->code == IR_FUNC) && !strcmp(one->text, other->text);
}

static bool same_call(const struct lazy_builder *builder, const struct ir_op *a,
                      const struct ir_op *b)
{
    if (a->code != IR_CALL || b->code != IR_CALL || a->arg_count != b->arg_count ||
        strcmp(a->text, b->text) != 0)
        return false;
    for (uint32_t i = 0; i < a->arg_count; i++)
        if (!same_value(builder, a->args[i], b->args[i]))
            return false;
    return true;
}

/* Whether one of the call's variables is stored into between two operations. */
static bool stored_between(const struct lazy_builder *builder, const struct ir_op *call, ir_id from,
                           ir_id to)
{
    for (ir_id i = from + 1; i < to; i++) {
        const struct ir_op *store = flow_op(builder->body, i);

        for (uint32_t a = 0; store->code == IR_STORE && a < call->arg_count; a++) {
            const struct ir_op *load = flow_op(builder->body, call->args[a]);

            if (load->code == IR_LOAD && rounds_same_place(&load->place, &store->place))
                return true;
        }
    }
    return false;
}

bool lazy_queue_warmed_up(const struct lazy_builder *builder)
{
    const struct ir_op *call = flow_op(builder->body, builder->op);

    for (ir_id before = builder->op; before-- > 0;)
        if (same_call(builder, call, flow_op(builder->body, before)))
            return !stored_between(builder, call, before, builder->op);
    return false;
}
