#include "prepared.h"

#include <string.h>

#include "rounds.h"
#include "trace.h"

static bool is_import(const struct ir_op *op)
{
    return op->code == IR_CALL && op->flags & IR_IMPLICIT &&
           !strcmp(op->text, "builtins.__import__");
}

/* The first import of each round; IR_NONE when importing is all that the text does. */
static ir_id timed_import(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id import = IR_NONE;
    bool works = false;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (!rounds_repeat(flow, region, i))
            continue;
        if (is_import(op) && import == IR_NONE)
            import = i;
        works |= op->code == IR_CALL && !(op->flags & IR_IMPLICIT);
    }
    return works ? import : IR_NONE;
}

void prepared_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        ir_id import;

        if (region->kind != REGION_TIMER || !flow->unit->functions[region->function].from_text)
            continue;
        import = timed_import(flow, region);
        if (import == IR_NONE)
            continue;
        struct flow_fact *fact = trace_fact(flow, FACT_PREPARED, r, region->function, import);
        const struct ir_op *op = &flow->unit->functions[region->function].ops[import];
        fact->object = flow->unit->functions[region->function].ops[op->args[0]].text;
        trace_finish(flow, fact, "this is done in each round");
    }
}
