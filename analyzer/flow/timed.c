#include "timed.h"

#include <math.h>

#include "trace.h"

struct flow_fact *timed_fact(const struct timed *timed, enum flow_fact_kind kind, ir_id function,
                             ir_id op, const char *detail)
{
    struct flow_fact *fact;

    if (trace_told(timed->flow, kind, function, op))
        return NULL;
    fact = trace_fact(timed->flow, kind, timed->number, function, op);
    fact->detail = detail;
    return fact;
}

bool timed_explains(const struct timed *timed, double number)
{
    enum { MOST = 64 };
    double numbers[MOST];
    size_t count = 0;

    for (ir_id f = 0; f < timed->flow->unit->function_count; f++) {
        const struct ir_function *function = &timed->flow->unit->functions[f];

        for (ir_id i = 0; i < function->op_count && count < MOST; i++)
            if (region_contains(timed->region, f, i) && function->ops[i].flags & IR_CONSTANT &&
                function->ops[i].constant > 1)
                numbers[count++] = function->ops[i].constant;
    }
    if (count == MOST)
        return true;
    for (size_t a = 0; a < count; a++)
        for (size_t b = a; b <= count; b++)
            if (fabs(numbers[a] * (b < count ? numbers[b] : 1) - number) < 1e-6 * number)
                return true;
    return false;
}

/* Whether two differences are of the same variables. */
static bool same_readings(const struct timed *timed, ir_id one, ir_id other)
{
    const struct ir_op *a = &timed->function->ops[one], *b = &timed->function->ops[other];

    for (uint32_t i = 0; i < 2; i++)
        if (a->arg_count != 2 || b->arg_count != 2 ||
            timed->function->ops[a->args[i]].place.variable == IR_NONE ||
            timed->function->ops[a->args[i]].place.variable !=
                timed->function->ops[b->args[i]].place.variable)
            return false;
    return true;
}

bool timed_is_span(const struct timed *timed, ir_id value)
{
    struct amount amount = scale_of(timed->scaling, value);
    ir_id difference = timed->region->difference;

    return amount.kind == AMOUNT_SPAN &&
           (amount.span == IR_NONE || amount.span == difference ||
            same_readings(timed, amount.span, difference));
}

bool timed_region(struct flow *flow, size_t number, struct timed *timed)
{
    const struct region *region = &flow->regions->items[number];

    *timed = (struct timed){flow, region, number, &flow->unit->functions[region->function], NULL};
    if ((region->kind != REGION_TIMER && region->kind != REGION_CALLBACK) || region->is_deadline ||
        region->difference == IR_NONE || region->start == IR_NONE || region->stop == IR_NONE)
        return false;
    timed->scaling = scaling_of(flow, region->function);
    return timed->scaling != NULL;
}
