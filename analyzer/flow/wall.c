#include "wall.h"

#include "trace.h"

/* A helper that reads the clock is told once, where it has a region of its own. */
static bool starts_with_reading(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    const struct api *api =
        region->start == IR_NONE
            ? NULL
            : resolve_api(flow->unit, flow->model, &function->ops[region->start]);

    return api && api->clock == CLOCK_WALL;
}

void wall_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        struct flow_fact *fact;

        if (!region->clock || region->clock->clock != CLOCK_WALL || region->is_deadline ||
            !starts_with_reading(flow, region) ||
            trace_told(flow, FACT_WALL_CLOCK, region->function, region->start))
            continue;
        fact = trace_fact(flow, FACT_WALL_CLOCK, r, region->function, region->start);
        fact->callee = region->clock->name;
        trace_finish(flow, fact, "this clock follows the calendar");
    }
}
