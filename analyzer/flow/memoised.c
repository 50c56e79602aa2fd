#include "memoised.h"

#include <string.h>

#include "rounds.h"
#include "trace.h"

static bool is_memoised(const struct flow *flow, ir_id id)
{
    const struct ir_function *function;

    if (id == IR_NONE)
        return false;
    function = &flow->unit->functions[id];
    for (uint32_t d = 0; d < function->decorator_count; d++) {
        const struct api *api = model_api(flow->model, MODEL_PYTHON, function->decorators[d]);
        if (api && api->categories & API_MEMOISE)
            return true;
    }
    return false;
}

/* Whether the file makes some function forget: which one, and when, is its own affair. */
static bool forgets(const struct ir_unit *unit)
{
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            if (op->code == IR_CALL && strstr(op->text, "cache_clear"))
                return true;
        }
    return false;
}

static bool is_stored(const struct ir_function *function, const struct region *region,
                      const struct ir_place *place)
{
    for (size_t i = 0; i < function->op_count; i++)
        if (function->ops[i].code == IR_STORE && region->inside[i] &&
            rounds_same_place(&function->ops[i].place, place))
            return true;
    return false;
}

/* Whether the value is the same whenever the region comes to it. */
static bool is_invariant(const struct ir_function *function, const struct region *region, ir_id id,
                         int depth)
{
    enum { DEPTH_MAX = 6 };
    const struct ir_op *op = &function->ops[id];

    if (depth > DEPTH_MAX)
        return false;
    if (op->code == IR_CONST || op->code == IR_FUNC)
        return true;
    if (op->code == IR_LOAD && op->place.index == IR_NONE &&
        !is_stored(function, region, &op->place))
        return op->place.base == IR_NONE ||
               is_invariant(function, region, op->place.base, depth + 1);
    if (op->code != IR_COMPUTE || !strcmp(op->text, "[]"))
        return false;
    for (uint32_t a = 0; a < op->arg_count; a++)
        if (!is_invariant(function, region, op->args[a], depth + 1))
            return false;
    return true;
}

/* Whether the region comes to the operation more than once: the framework calls the whole function
 * again, or a loop does. */
static bool comes_again(const struct flow *flow, const struct region *region, ir_id op)
{
    bool whole = region->kind == REGION_FRAMEWORK && region->start == IR_NONE && !region->renewed;

    return region->inside[op] && (whole || (region->kind == REGION_TIMER &&
                                            rounds_repeat(flow, region, op)));
}

static void tell(struct flow *flow, size_t region, ir_id function, ir_id op, const char *callee,
                 const char *step)
{
    struct flow_fact *fact = trace_fact(flow, FACT_MEMOISED, region, function, op);
    bool is_property = flow->unit->functions[function].ops[op].code == IR_LOAD &&
                       flow->unit->functions[function].ops[op].place.base != IR_NONE;

    fact->callee = callee;
    fact->detail = is_property ? "make a new object in each round"
                               : arena_printf(flow->arena,
                                              "measure the function beneath: %s.__wrapped__, or "
                                              "call %s.cache_clear() in each round",
                                              callee, callee);
    trace_lower(fact, CONFIDENCE_LIKELY, "nothing else makes the function forget in between");
    trace_finish(flow, fact, step);
}

/* A function of another file is asked for in passing, as settings are, unless nothing else is
 * called while the clock runs. */
static bool is_in_passing(const struct flow *flow, const struct region *region, ir_id id)
{
    const struct ir_function *function = &flow->unit->functions[region->function];

    if (!flow->unit->functions[function->ops[id].function].file)
        return false;
    for (ir_id i = 0; i < function->op_count; i++)
        if (i != id && region->inside[i] && function->ops[i].code == IR_CALL &&
            !(function->ops[i].flags & IR_IMPLICIT))
            return true;
    return false;
}

static void look_at_call(struct flow *flow, size_t number, ir_id id)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    const struct ir_op *call = &function->ops[id];

    if (call->code != IR_CALL || !is_memoised(flow, call->function) ||
        is_in_passing(flow, region, id) ||
        call->flags & (IR_STAR | IR_IMPLICIT) || !comes_again(flow, region, id))
        return;
    for (uint32_t a = 0; a < call->arg_count; a++)
        if (!is_invariant(function, region, call->args[a], 0))
            return;
    tell(flow, number, region->function, id, trace_callee(flow, region->function, id),
         "the arguments are the same each time");
}

/* Whether the region does anything but look at attributes. */
static bool only_looks(const struct ir_function *function, const struct region *region)
{
    for (size_t i = 0; i < function->op_count; i++)
        if (region->inside[i] && function->ops[i].code == IR_CALL &&
            !(function->ops[i].flags & IR_IMPLICIT))
            return false;
    return true;
}

/* thing.total, where total is a cached_property of a class of the file, and nothing else is done:
 * beside other work it is the way to what that needs. */
static void look_at_attribute(struct flow *flow, size_t number, ir_id id)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];
    const struct ir_op *load = &function->ops[id];
    const char *owner;

    if (load->code != IR_LOAD || load->place.base == IR_NONE || !load->place.field[0] ||
        load->place.index != IR_NONE || !comes_again(flow, region, id))
        return;
    owner = resolve_class(flow->unit, function->ops[load->place.base].type);
    if (*owner && is_memoised(flow, resolve_method(flow->unit, owner, load->place.field)) &&
        is_invariant(function, region, load->place.base, 0) && only_looks(function, region))
        tell(flow, number, region->function, id, trace_value(flow, region->function, id),
             "the object is the same each time");
}

/* The memoised function itself is what the framework calls. */
static void look_at_target(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];

    if (region->kind == REGION_FRAMEWORK && region->start == IR_NONE && !region->renewed &&
        region->call != IR_NONE && region->callable != IR_NONE &&
        is_memoised(flow, region->function))
        tell(flow, number, region->caller, region->callable,
             flow->unit->functions[region->function].name,
             "it is called with the same arguments each time");
}

void memoised_facts(struct flow *flow)
{
    if (flow->unit->language != IR_PYTHON || forgets(flow->unit))
        return;
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];

        if (region->idle || region->result == RESULT_NEEDED)
            continue;
        look_at_target(flow, r);
        if (is_memoised(flow, region->function))
            continue; /* what it calls, it calls once */
        for (size_t i = 0; i < flow->unit->functions[region->function].op_count; i++) {
            look_at_call(flow, r, (ir_id)i);
            look_at_attribute(flow, r, (ir_id)i);
        }
    }
}
