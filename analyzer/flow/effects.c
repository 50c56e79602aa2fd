#include "effects.h"

uint32_t effect_bit(uint32_t operand)
{
    return UINT32_C(1) << (operand < 31 ? operand : 31);
}

uint32_t parameter_bit(uint32_t parameter)
{
    return effect_bit(parameter);
}

static struct effect anything(const struct api *api)
{
    return (struct effect){.unknown = true,
                           .observable = true,
                           .may_not_end = true,
                           .reads = UINT32_MAX,
                           .writes = UINT32_MAX,
                           .keeps = UINT32_MAX,
                           .deep_reads = UINT32_MAX,
                           .deep_writes = UINT32_MAX,
                           .returns = UINT32_MAX,
                           .api = api};
}

/* Operands that are not arguments: a receiver, or the function value of an indirect call. */
static uint32_t leading_operands(const struct ir_op *call)
{
    return call->flags & (IR_METHOD | IR_INDIRECT) ? 1 : 0;
}

/* The models count arguments, the masks of an effect count operands. */
static uint32_t shift(uint32_t mask, uint32_t by)
{
    if (!by)
        return mask;
    return mask << 1 | (mask & UINT32_C(1) << 31);
}

/* What the functions that are handed over do, is done by the call. */
static void add_callbacks(const struct flow *flow, const struct flow_body *body,
                          const struct ir_op *call, struct effect *effect)
{
    uint32_t first = leading_operands(call);
    uint32_t handed = shift(effect->api->calls, first);

    for (uint32_t i = first; i < call->arg_count; i++) {
        const struct ir_op *value = flow_op(body, call->args[i]);

        if (!(handed & effect_bit(i)))
            continue;
        if (value->code != IR_FUNC || value->function == IR_NONE ||
            !flow->bodies[value->function].summary.known) {
            *effect = anything(effect->api);
            return;
        }
        effect->observable |= flow->bodies[value->function].summary.observable;
        effect->may_not_end |= flow->bodies[value->function].summary.may_not_end;
    }
}

static struct effect of_api(const struct flow *flow, const struct flow_body *body,
                            const struct ir_op *call, const struct api *api)
{
    uint32_t by = leading_operands(call);
    struct effect effect = {.api = api};

    if (!api->has_effects)
        return anything(api);
    effect.observable =
        api->effects & (EFFECT_IO | EFFECT_STATE | EFFECT_SYNCHRONISES | EFFECT_KEPT) ||
        api->categories & (API_SINK | API_CLOBBER);
    effect.leaves = api->effects & EFFECT_NO_RETURN;
    effect.may_not_end = api->effects & EFFECT_MAY_NOT_END;
    effect.fresh = api->effects & EFFECT_ALLOCATES;
    effect.frees = api->effects & EFFECT_FREES;
    effect.math_errno = api->effects & EFFECT_ERRNO && flow->unit->math_errno;
    effect.reads = shift(api->reads, by);
    effect.writes = shift(api->writes, by);
    effect.keeps = shift(api->keeps, by);
    effect.returns = shift(api->returns_argument, by);
    if (api->categories & API_SINK)
        effect.reads = effect.keeps = UINT32_MAX;
    if (call->flags & IR_METHOD) {
        effect.reads |= !resolve_constructs(call);
        effect.deep_reads |= 1; /* an iterator reads its container */
        effect.writes |= !api->only_reads_receiver;
        effect.returns |= api->returns_receiver;
    }
    if (api->effects & EFFECT_CALLS || api->calls) {
        effect.deep_reads = effect.reads;
        add_callbacks(flow, body, call, &effect);
    }
    return effect;
}

static struct effect of_function(const struct flow *flow, const struct ir_op *call)
{
    const struct flow_body *callee = &flow->bodies[call->function];
    const struct flow_summary *summary = &callee->summary;
    struct effect effect = {0};

    if (!summary->known || call->flags & IR_STAR)
        return anything(NULL);
    effect.observable = summary->observable;
    effect.may_not_end = summary->may_not_end;
    effect.fresh = summary->returns_fresh;
    effect.leaves = callee->function->is_noreturn;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        ir_id parameter = resolve_parameter(flow->unit, call, call->function, i);
        uint32_t bit = effect_bit(i), theirs;

        if (parameter == IR_NONE && i == 0 && call->flags & IR_INDIRECT)
            continue;
        /* An argument without a parameter is read through va_arg, if at all. */
        theirs = parameter == IR_NONE ? UINT32_MAX : parameter_bit(parameter);
        effect.reads |= parameter == IR_NONE || summary->reads & theirs ? bit : 0;
        effect.writes |= parameter == IR_NONE || summary->writes & theirs ? bit : 0;
        effect.deep_reads |= parameter == IR_NONE || summary->deep_reads & theirs ? bit : 0;
        effect.deep_writes |= parameter == IR_NONE || summary->deep_writes & theirs ? bit : 0;
        effect.keeps |= parameter == IR_NONE || summary->keeps & theirs ? bit : 0;
    }
    effect.returns = effect.fresh ? 0 : UINT32_MAX;
    return effect;
}

/* A declared-pure function reads what it is given and does nothing else. */
static struct effect of_pure(void)
{
    return (struct effect){.reads = UINT32_MAX, .returns = UINT32_MAX};
}

static struct effect of_call(const struct flow *flow, const struct flow_body *body,
                             const struct ir_op *call)
{
    const struct api *api;
    struct effect effect;

    if (call->function != IR_NONE)
        effect = of_function(flow, call);
    else if (call->flags & IR_DEPENDENT)
        effect = anything(NULL);
    else if ((api = resolve_api(flow->unit, flow->model, call)))
        effect = of_api(flow, body, call, api);
    else
        effect = call->flags & IR_PURE ? of_pure() : anything(NULL);
    effect.leaves |= (call->flags & IR_NO_RETURN) != 0;
    if (call->flags & IR_MEMORY)
        effect.observable = true;
    return effect;
}

void effects_fill(const struct flow *flow, struct flow_body *body)
{
    for (ir_id i = 0; i < body->function->op_count; i++)
        if (body->function->ops[i].code == IR_CALL)
            body->effects[i] = of_call(flow, body, &body->function->ops[i]);
}
