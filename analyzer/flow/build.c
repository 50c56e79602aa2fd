#include "build.h"

#include "ir_graph.h"
#include "trace.h"

static bool is_measured(const struct region *region)
{
    return region->kind != REGION_PROGRAM && region->sureness != REGION_POSSIBLE && !region->idle &&
           !region->is_deadline;
}

static unsigned category_of(const struct flow *flow, const struct ir_function *function, ir_id id)
{
    const struct ir_op *op = &function->ops[id];
    const struct api *api =
        op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

    return api ? api->categories : 0;
}

/* Once a file: its flags are those of all its regions.  Which flags matter, the rules say. */
static void find_built(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];

    trace_finish(flow,
                 trace_fact(flow, FACT_BUILT, number, region->function,
                            region->start_at.line ? region->start : IR_NONE),
                 "this is how it was built");
}

static bool find_asserted(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];

    for (ir_id i = 0; i < function->op_count; i++) {
        if (!(category_of(flow, function, i) & API_ASSERT))
            continue;
        /* The failure itself leaves the region; what decides about it runs in the region. */
        for (uint32_t p = 0; p < function->blocks[function->ops[i].block].predecessor_count; p++) {
            const struct ir_block *before =
                &function->blocks[function->blocks[function->ops[i].block].predecessors[p]];

            if (!before->count || !region->inside[function->order[before->first]])
                continue;
            trace_finish(flow, trace_fact(flow, FACT_ASSERTED, number, region->function, i),
                         "this is checked while the clock runs");
            return true;
        }
    }
    return false;
}

/* A tracer that is switched on before the clock starts, on every way there, or while it runs. */
static bool find_traced(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    struct ir_dominance dominance = ir_dominance_of(flow->arena, function);
    ir_id on = IR_NONE;

    for (ir_id i = 0; i < function->op_count; i++) {
        unsigned category = category_of(flow, function, i);
        bool before = region->start != IR_NONE && i < region->start &&
                      ir_dominance_holds(&dominance, function->ops[i].block,
                                         function->ops[region->start].block);

        bool always = region->stop == IR_NONE ||
                      ir_dominance_holds(&dominance, function->ops[i].block,
                                         function->ops[region->stop].block);

        if (category & API_UNTRACE && before)
            on = IR_NONE;
        else if (category & API_TRACE && (before || (region->inside[i] && always)) &&
                 on == IR_NONE)
            on = i;
    }
    if (on == IR_NONE)
        return false;
    struct flow_fact *fact = trace_fact(flow, FACT_TRACED, number, region->function, on);
    fact->callee = trace_callee(flow, region->function, on);
    trace_finish(flow, fact, "from here on every call is watched");
    return true;
}

void build_facts(struct flow *flow)
{
    const struct ir_unit *unit = flow->unit;
    bool is_built = unit->command_count == 0, is_asserted = unit->assertions_off, is_traced = false;

    for (size_t r = 0; r < flow->regions->count; r++) {
        if (!is_measured(&flow->regions->items[r]))
            continue;
        if (!is_built)
            find_built(flow, r);
        is_built = true;
        if (unit->language == IR_PYTHON)
            is_traced = is_traced || find_traced(flow, r);
        else
            is_asserted = is_asserted || unit->command_count == 0 || find_asserted(flow, r);
    }
}
