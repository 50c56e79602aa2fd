/* A processor may read its counter before the instructions that stand before it are done, and begin
 * with those that stand after it.  That is some ten cycles: it matters where a few instructions are
 * measured, and nowhere else. */
#include "fenced.h"

#include <string.h>

#include "trace.h"

/* Instructions that wait for those before them; rdtscp does so by itself. */
static bool waits(const char *text)
{
    static const char *const fences[] = {"fence", "cpuid", "rdtscp", "isb", "serialize", "dsb"};

    for (size_t i = 0; i < sizeof fences / sizeof *fences; i++)
        if (strcasestr(text, fences[i]))
            return true;
    return false;
}

/* Whether anything in the file keeps instructions in order: then somebody thought of it. */
static bool has_fence(const struct flow *flow)
{
    for (ir_id f = 0; f < flow->unit->function_count; f++) {
        const struct ir_function *function = &flow->unit->functions[f];

        for (ir_id i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];
            const struct api *api =
                op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

            if ((op->code == IR_ASM && waits(op->text)) || (api && api->categories & API_FENCE))
                return true;
        }
    }
    return false;
}

static bool has_loop(const struct ir_function *function)
{
    for (size_t b = 0; b < function->block_count; b++)
        if (function->blocks[b].loop_depth > 0)
            return true;
    return false;
}

/* Whether a few instructions are all that is measured: no loop, and no call that cannot be seen. */
static bool is_short(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    uint32_t depth = function->blocks[function->ops[region->start].block].loop_depth;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (!region->inside[i] || i == region->start || i == region->stop)
            continue;
        if (function->blocks[op->block].loop_depth != depth ||
            (op->code == IR_CALL && op->function == IR_NONE))
            return false;
        if (op->code == IR_CALL && has_loop(&flow->unit->functions[op->function]))
            return false;
    }
    return true;
}

/* Read directly, or by a function of the file that does nothing else of note. */
static bool counts_cycles(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    const struct ir_op *start = &function->ops[region->start];

    if (region->clock)
        return region->clock->clock == CLOCK_CYCLES && !waits(region->clock->name);
    if (start->code == IR_CALL && start->function != IR_NONE) {
        function = &flow->unit->functions[start->function];
        for (ir_id i = 0; i < function->op_count; i++)
            if (function->ops[i].code == IR_ASM)
                return strcasestr(function->ops[i].text, "rdtsc") != NULL;
        return false;
    }
    return start->code == IR_ASM && strcasestr(start->text, "rdtsc");
}

void fenced_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];

        if (region->kind != REGION_TIMER || region->start == IR_NONE || region->stop == IR_NONE ||
            region->is_deadline || !counts_cycles(flow, region) || !is_short(flow, region))
            continue;
        if (!has_fence(flow))
            trace_finish(flow,
                         trace_fact(flow, FACT_UNFENCED, r, region->function, region->start),
                         "the processor may read its counter before or after its turn");
        return; /* once a file */
    }
}
