#include "exhausted.h"

#include <string.h>

#include "rounds.h"
#include "trace.h"

/* The kind of a value that can be consumed once, by its class; or NULL. */
static const struct lazy_kind *once_kind(const struct flow *flow, const struct ir_op *op)
{
    const char *class_name = resolve_class(flow->unit, op->type);
    const struct api *api = model_method(flow->model, resolve_language(flow->unit), class_name,
                                         "__iter__");

    for (size_t i = 0; *class_name && api && i < api->lazy_count; i++)
        if (api->lazy[i].kind->once && api->lazy[i].kind->class_name &&
            !strcmp(api->lazy[i].kind->class_name, class_name))
            return api->lazy[i].kind;
    return NULL;
}

/* --- handed over as an argument ------------------------------------------------------------- */

/* next(it) takes one item each time, as it should. */
static bool takes_an_item(const struct api *api)
{
    return api && api->categories & API_ITEM;
}

static void find_in_arguments(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *caller = &flow->unit->functions[region->caller];
    const struct ir_op *call = &caller->ops[region->call];
    const struct ir_op *callable = &caller->ops[region->callable];
    bool behind = false;

    if (callable->code == IR_FUNC && callable->text &&
        takes_an_item(model_api(flow->model, resolve_language(flow->unit), callable->text)))
        return;
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const struct lazy_kind *kind = once_kind(flow, &caller->ops[call->args[i]]);
        struct flow_fact *fact;

        if (behind && kind) {
            fact = trace_fact(flow, FACT_EXHAUSTED, number, region->caller, call->args[i]);
            fact->lazy = kind;
            fact->object = trace_value(flow, region->caller, call->args[i]);
            trace_lower(fact, CONFIDENCE_LIKELY, "the function that is measured iterates over it");
            trace_finish(flow, fact, "this is made once, for all calls together");
        }
        behind |= call->args[i] == region->callable;
    }
}

/* --- made elsewhere, consumed in the function ----------------------------------------------- */

/* Whether the value was there before the function was called. */
static bool comes_from_outside(const struct flow *flow, ir_id id, const struct ir_op *load)
{
    const struct ir_function *function = &flow->unit->functions[id];
    const struct ir_variable *variable;
    const struct ir_op *base;

    if (load->code != IR_LOAD || load->place.index != IR_NONE)
        return false;
    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_STORE &&
            rounds_same_place(&function->ops[i].place, &load->place))
            return false;
    if (load->place.base == IR_NONE) {
        variable = &flow->unit->variables[load->place.variable];
        return variable->function != id && !load->place.field[0];
    }
    base = &function->ops[load->place.base];
    return function->is_method && function->parameter_count && base->code == IR_LOAD &&
           base->place.variable == function->parameters[0] && !base->place.field[0];
}

static bool consumes(const struct flow *flow, const struct ir_op *op, ir_id operand)
{
    const struct api *api = resolve_api(flow->unit, flow->model, op);

    if (op->code == IR_ITER)
        return true;
    for (size_t i = 0; api && !takes_an_item(api) && i < api->lazy_count; i++)
        if (api->lazy[i].role == LAZY_REALIZE && api->lazy[i].kind->once &&
            resolve_argument(op, api->lazy[i].handle, api->lazy[i].handle_keyword) == operand)
            return true;
    return false;
}

/* --- made before a clock starts, consumed in a loop that it times ----------------------------- */

/* Whether the value stands in a variable that nobody fills while the clock runs. */
static bool comes_from_before(const struct flow *flow, const struct region *region,
                              const struct ir_op *load)
{
    const struct ir_function *function = &flow->unit->functions[region->function];

    if (load->code != IR_LOAD || load->place.base != IR_NONE || load->place.index != IR_NONE)
        return false;
    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_STORE && region->inside[i] &&
            rounds_same_place(&function->ops[i].place, &load->place))
            return false;
    return true;
}

/* Whether some other operation of the region speaks of the place, too: what it does to the
 * iterator is then part of a pattern (pairs, chunks). */
static bool is_shared(const struct flow *flow, const struct region *region, ir_id load)
{
    const struct ir_function *function = &flow->unit->functions[region->function];

    for (ir_id i = 0; i < function->op_count; i++)
        if (i != load && region->inside[i] && function->ops[i].code == IR_LOAD &&
            rounds_same_place(&function->ops[i].place, &function->ops[load].place))
            return true;
    return false;
}

static bool is_consumed_again(const struct flow *flow, const struct region *region, ir_id op,
                              ir_id value)
{
    const struct ir_op *load = &flow->unit->functions[region->function].ops[value];

    if (region->kind != REGION_TIMER)
        return comes_from_outside(flow, region->function, load);
    return rounds_repeat(flow, region, op) && comes_from_before(flow, region, load) &&
           !is_shared(flow, region, value);
}

static void visit(struct flow *flow, size_t number, ir_id id)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    const struct ir_op *op = &function->ops[id];

    for (uint32_t a = 0; a < op->arg_count; a++) {
        const struct ir_op *value = &function->ops[op->args[a]];
        const struct lazy_kind *kind = once_kind(flow, value);
        struct flow_fact *fact;

        if (!kind || !is_consumed_again(flow, region, id, op->args[a]) ||
            !consumes(flow, op, op->args[a]) ||
            trace_told(flow, FACT_EXHAUSTED, region->function, op->args[a]))
            continue;
        fact = trace_fact(flow, FACT_EXHAUSTED, number, region->function, op->args[a]);
        fact->lazy = kind;
        fact->object = trace_value(flow, region->function, op->args[a]);
        trace_lower(fact, CONFIDENCE_LIKELY, "nobody makes a new one between the calls");
        trace_finish(flow, fact, "the first call leaves nothing for the others");
        return;
    }
}

void exhausted_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        const struct ir_function *function = &flow->unit->functions[region->function];

        bool is_timer = region->kind == REGION_TIMER;

        if ((region->kind != REGION_FRAMEWORK && !is_timer) || region->renewed || region->idle ||
            region->result == RESULT_NEEDED || flow->unit->language != IR_PYTHON)
            continue;
        if (!is_timer && region->call != IR_NONE && region->callable != IR_NONE)
            find_in_arguments(flow, r);
        for (size_t i = 0; (is_timer || region->start == IR_NONE) && i < function->op_count; i++)
            if (function->blocks[function->ops[i].block].reachable &&
                (function->ops[i].code == IR_CALL || function->ops[i].code == IR_ITER))
                visit(flow, r, (ir_id)i);
    }
}
