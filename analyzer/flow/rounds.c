#include "rounds.h"

#include <string.h>

bool rounds_same_place(const struct ir_place *a, const struct ir_place *b)
{
    return a->variable == b->variable && !strcmp(a->field, b->field) &&
           (a->base == IR_NONE) == (b->base == IR_NONE);
}

bool rounds_repeat(const struct flow *flow, const struct region *region, ir_id op)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id loop = function->blocks[function->ops[op].block].loop;

    return region->inside[op] && loop != IR_NONE && function->blocks[loop].count > 0 &&
           region->inside[function->order[function->blocks[loop].first]] &&
           (region->start == IR_NONE ||
            function->blocks[function->ops[region->start].block].loop != loop);
}
