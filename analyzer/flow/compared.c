#include "compared.h"

#include <string.h>

#include "trace.h"

bool compared_regions(const struct flow *flow, size_t one, size_t other)
{
    const struct region *a = &flow->regions->items[one], *b = &flow->regions->items[other];
    const struct ir_function *f = &flow->unit->functions[a->function];
    const struct ir_function *g = &flow->unit->functions[b->function];

    if (one == other || a->idle || b->idle)
        return false;
    if (a->kind == REGION_TIMER && b->kind == REGION_TIMER && a->start != IR_NONE &&
        b->start != IR_NONE)
        return a->function == b->function && a->start != b->start && !a->inside[b->start] &&
               !b->inside[a->start];
    if (a->kind != b->kind || a->function == b->function)
        return false;
    if (a->call != IR_NONE && b->call != IR_NONE && a->caller == b->caller)
        return true;
    return a->kind == REGION_FRAMEWORK && !strcmp(a->name, b->name) &&
           (f->class_name ? g->class_name && !strcmp(f->class_name, g->class_name)
                          : !g->class_name);
}

static bool has_role(const struct api *api, const struct lazy_kind *kind, enum lazy_role role)
{
    for (size_t i = 0; api && i < api->lazy_count; i++)
        if (api->lazy[i].kind == kind && api->lazy[i].role == role)
            return true;
    return false;
}

static bool is_pending(const struct flow *flow, size_t region, const struct lazy_kind *kind)
{
    for (size_t i = 0; i < flow->found.count; i++)
        if (flow->found.items[i].region == region && flow->found.items[i].lazy == kind)
            return true;
    return false;
}

/* Where the other measurement realizes what the same call made; IR_NONE when it does not. */
static ir_id realized_in(const struct flow *flow, size_t number, const struct lazy_kind *kind,
                         const char *producer)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id realized = IR_NONE;
    bool made = false;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        const struct api *api;

        if (!region->inside[i] || op->code != IR_CALL)
            continue;
        api = resolve_api(flow->unit, flow->model, op);
        made |= !strcmp(op->text, producer);
        if (made && (has_role(api, kind, LAZY_REALIZE) || has_role(api, kind, LAZY_REALIZE_ALL)))
            realized = i;
    }
    return is_pending(flow, number, kind) ? IR_NONE : realized;
}

static void visit(struct flow *flow, size_t index)
{
    struct flow_fact fact = flow->found.items[index];
    const char *producer;

    if (fact.kind != FACT_PENDING || !fact.lazy || fact.op == IR_NONE)
        return;
    producer = flow->unit->functions[fact.function].ops[fact.op].text;
    for (size_t r = 0; producer && *producer && r < flow->regions->count; r++) {
        ir_id function = flow->regions->items[r].function;
        ir_id realized = compared_regions(flow, fact.region, r)
                             ? realized_in(flow, r, fact.lazy, producer)
                             : IR_NONE;
        struct flow_fact *unequal;

        if (realized == IR_NONE)
            continue;
        unequal = trace_fact(flow, FACT_UNEQUAL, fact.region, fact.function, fact.op);
        unequal->lazy = fact.lazy;
        unequal->object = fact.object;
        unequal->callee = fact.callee;
        unequal->detail =
            arena_printf(flow->arena, "`%s` on line %u", trace_callee(flow, function, realized),
                         flow->unit->functions[function].ops[realized].at.line);
        trace_lower(unequal,
                    fact.confidence > CONFIDENCE_LIKELY ? fact.confidence : CONFIDENCE_LIKELY,
                    "the two times are compared");
        trace_finish(flow, unequal, "here the work is left out");
        return;
    }
}

void compared_facts(struct flow *flow)
{
    size_t count = flow->found.count;

    for (size_t i = 0; i < count; i++)
        visit(flow, i);
}
