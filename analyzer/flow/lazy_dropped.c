#include "lazy_dropped.h"

#include "trace.h"

static bool is_known(const struct flow *flow, ir_id function, ir_id op)
{
    for (size_t i = 0; i < flow->found.count; i++)
        if (flow->found.items[i].kind == FACT_DROPPED && flow->found.items[i].op == op &&
            flow->found.items[i].function == function)
            return true;
    return false;
}

static void in_function(struct flow *flow, const struct lazy_events *events, ir_id function,
                        size_t region)
{
    for (size_t e = 0; e < events->list.count; e++) {
        const struct lazy_event *event = &events->list.items[e];
        const struct ir_op *op = flow_op(&flow->bodies[function], event->op);
        struct flow_fact *fact;

        if (event->action != ACTION_CREATE || !event->kind || !event->kind->at_scope_end ||
            !event->kind->on_create || !(op->flags & IR_DISCARDED) ||
            !region_contains(&flow->regions->items[region], function, event->op) ||
            is_known(flow, function, event->op))
            continue;
        fact = trace_fact(flow, FACT_DROPPED, region, function, event->op);
        fact->lazy = event->kind;
        fact->callee = trace_callee(flow, function, event->op);
        trace_finish(flow, fact, "what this makes dies here, and its end waits");
    }
}

void lazy_dropped(struct flow *flow, struct lazy_events *const *all, size_t region)
{
    for (ir_id f = 0; f < flow->unit->function_count; f++)
        if (all[f])
            in_function(flow, all[f], f, region);
}
