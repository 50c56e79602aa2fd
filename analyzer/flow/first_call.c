#include "first_call.h"

#include <string.h>

#include "str.h"
#include "trace.h"

static bool compiles(const struct flow *flow, const struct ir_op *op)
{
    const struct api *api =
        op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

    return api && api->categories & API_FIRST && !(op->flags & IR_IMPLICIT);
}

/* Whether the operation speaks of the function by the same words: calls it, or hands it to somebody
 * who may. */
static bool mentions(const struct flow *flow, ir_id function, ir_id id, const char *name)
{
    const struct ir_function *of = &flow->unit->functions[function];
    const struct ir_op *op = &of->ops[id];
    struct slice text;

    if (op->code == IR_CALL)
        return compiles(flow, op) && !strcmp(trace_callee(flow, function, id), name);
    if (op->code != IR_LOAD && op->code != IR_FUNC)
        return false;
    text = ir_source_text(flow->unit, of, op->at, 80);
    return slice_is(text, name);
}

/* The operation by which a call names what it calls is no other mention. */
static bool is_callee_of(const struct ir_function *function, ir_id id)
{
    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_CALL && function->ops[i].flags & IR_INDIRECT &&
            function->ops[i].arg_count && function->ops[i].args[0] == id)
            return true;
    return false;
}

/* Named as the receiver or an argument of a call that the user wrote: f.lower(x), warm_up(f). */
static bool is_operand(const struct ir_function *function, ir_id id)
{
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        for (uint32_t a = 0; op->code == IR_CALL && !(op->flags & IR_IMPLICIT) &&
                             a < op->arg_count; a++)
            if (op->args[a] == id)
                return true;
    }
    return false;
}

/* Whether some other place may have called it before the clock started. */
static bool may_be_warm(const struct flow *flow, const struct region *region, const char *name)
{
    for (ir_id f = 0; f < flow->unit->function_count; f++) {
        const struct ir_function *function = &flow->unit->functions[f];

        for (ir_id i = 0; i < function->op_count; i++) {
            bool here = f == region->function;

            if (here && (region->inside[i] || region->after[i]))
                continue;
            if (mentions(flow, f, i, name) && !is_callee_of(function, i) &&
                (function->ops[i].code != IR_FUNC || function->ops[i].function == IR_NONE ||
                 is_operand(function, i)))
                return true;
        }
    }
    return false;
}

/* Measured once: in no loop, in a function that is itself run once or that makes what it times. */
static bool is_single(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];

    return region->kind == REGION_TIMER && region->start != IR_NONE && region->stop != IR_NONE &&
           function->blocks[function->ops[region->start].block].loop == IR_NONE &&
           function->is_module;
}

/* The rounds of %timeit, which calls once before it measures, to see how long that takes. */
static bool is_timeit(const struct flow *flow, const struct ir_function *function, ir_id loop)
{
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (op->code == IR_STORE && op->place.variable != IR_NONE &&
            function->blocks[op->block].loop == loop &&
            !strcmp(flow->unit->variables[op->place.variable].name, "_benchlint_round"))
            return true;
    }
    return false;
}

/* Whether so much happens besides that one compilation hardly counts: rounds of rounds, or rounds
 * that call other things, too. */
static bool is_spread(const struct flow *flow, const struct region *region, ir_id call)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    const struct ir_block *block = &function->blocks[function->ops[call].block];

    if (block->loop == IR_NONE)
        return false;
    if (block->loop_depth > 1 || is_timeit(flow, function, block->loop))
        return true;
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];

        if (i != call && op->code == IR_CALL && function->blocks[op->block].loop == block->loop &&
            (op->function != IR_NONE || compiles(flow, op) ||
             (!resolve_api(flow->unit, flow->model, op) && !str_starts(op->text, "builtins."))))
            return true;
    }
    return false;
}

static void find(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        const char *name;
        struct flow_fact *fact;

        if (!region->inside[i] || !compiles(flow, op) || !function->blocks[op->block].reachable)
            continue;
        name = trace_callee(flow, region->function, i);
        if (may_be_warm(flow, region, name) || is_spread(flow, region, i))
            return;
        fact = trace_fact(flow, FACT_FIRST_CALL, number, region->function, i);
        fact->callee = name;
        trace_lower(fact, CONFIDENCE_LIKELY, "nobody else has called it with such arguments");
        trace_finish(flow, fact, "here it is compiled");
        return;
    }
}

void first_call_facts(struct flow *flow)
{
    for (size_t r = 0; flow->unit->language == IR_PYTHON && r < flow->regions->count; r++)
        if (is_single(flow, &flow->regions->items[r]))
            find(flow, r);
}
