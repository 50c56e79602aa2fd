#include "design.h"

#include <string.h>

#include "str.h"
#include "trace.h"

static unsigned categories_of(const struct flow *flow, const struct ir_op *op)
{
    const struct api *api =
        op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

    return api ? api->categories : 0;
}

/* The first call of a category anywhere in the file; false when there is none. */
static bool find_call(const struct flow *flow, unsigned category, ir_id *function, ir_id *op)
{
    for (ir_id f = 0; f < flow->unit->function_count; f++)
        for (ir_id i = 0; i < flow->unit->functions[f].op_count; i++)
            if (categories_of(flow, &flow->unit->functions[f].ops[i]) & category) {
                *function = f;
                *op = i;
                return true;
            }
    return false;
}

/* --- whose time ------------------------------------------------------------------------------ */

/* Work of other threads in a framework that counts the processor time of the thread that asks. */
static void find_threads(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *function = &flow->unit->functions[region->function];

    for (ir_id i = 0; i < function->op_count; i++) {
        struct flow_fact *fact;

        if (!region->inside[i] || !(categories_of(flow, &function->ops[i]) & API_THREAD_START))
            continue;
        fact = trace_fact(flow, FACT_THREADED, number, region->function, i);
        fact->callee = trace_callee(flow, region->function, i);
        trace_lower(fact, CONFIDENCE_LIKELY, "the time of processors is looked at");
        trace_finish(flow, fact, "from here on another thread works");
        return;
    }
}

/* --- rounds ---------------------------------------------------------------------------------- */

/* Work of a few operations: no loop, and no call but of the framework's sinks. */
static bool is_small(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    ir_id measured = IR_NONE;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        ir_id loop = function->blocks[op->block].loop;

        if (!region->inside[i] || op->flags & IR_IMPLICIT)
            continue;
        if (op->code == IR_CALL && !(categories_of(flow, op) & (API_SINK | API_CLOBBER)))
            return false;
        if (loop != IR_NONE && measured != IR_NONE && loop != measured)
            return false;
        measured = loop;
    }
    return true;
}

/* The function of the file that a chain of calls on a registration is about; or IR_NONE. */
static ir_id registered(const struct ir_function *function, ir_id call)
{
    for (int depth = 0; depth < 20; depth++) {
        const struct ir_op *op = &function->ops[call];

        for (uint32_t a = 0; op->code == IR_CALL && a < op->arg_count; a++) {
            const struct ir_op *argument = &function->ops[op->args[a]];

            if (argument->code == IR_FUNC && argument->function != IR_NONE)
                return argument->function;
            for (ir_id i = 0; argument->code == IR_ADDRESS && i < op->args[a]; i++)
                if (function->ops[i].code == IR_STORE && function->ops[i].arg_count &&
                    function->ops[i].place.variable == argument->place.variable &&
                    function->ops[function->ops[i].args[0]].code == IR_FUNC)
                    return function->ops[function->ops[i].args[0]].function;
        }
        if (op->code != IR_CALL || op->arg_count == 0)
            break;
        call = op->args[0];
    }
    return IR_NONE;
}

/* Calls that say how many rounds there are to be, and which operand says it. */
static const struct {
    const char *end; /* of the name */
    uint32_t count;
} round_calls[] = {{"Benchmark::Iterations", 1}, {"celero::RegisterTest", 3},
                   {"celero::RegisterBaseline", 3}};

static bool asks_for_one_round(const struct ir_function *function, const struct ir_op *call)
{
    for (size_t i = 0; call->code == IR_CALL && i < sizeof round_calls / sizeof *round_calls; i++) {
        const struct ir_op *count;

        if (call->arg_count <= round_calls[i].count || !str_ends(call->text, round_calls[i].end))
            continue;
        count = &function->ops[call->args[round_calls[i].count]];
        return count->flags & IR_CONSTANT && count->constant == 1;
    }
    return false;
}

/* Whether the call registers the function: it says so, or one macro holds both. */
static bool is_about(const struct flow *flow, const struct ir_function *function, ir_id call,
                     ir_id benchmark)
{
    const struct ir_op *op = &function->ops[call];

    return registered(function, op->args[0]) == benchmark ||
           (op->flags & IR_IN_MACRO && op->at.line == flow->unit->functions[benchmark].at.line);
}

static void find_one_round(struct flow *flow, ir_id f, ir_id call)
{
    const struct ir_function *function = &flow->unit->functions[f];

    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];

        if (region->kind != REGION_FRAMEWORK || !is_small(flow, region) ||
            !is_about(flow, function, call, region->function))
            continue;
        trace_finish(flow, trace_fact(flow, FACT_ONE_ROUND, r, f, call), "one iteration");
        return;
    }
}

/* --- rounds of Python's frameworks ------------------------------------------------------------ */

static const struct ir_op *keyword(const struct ir_function *function, const struct ir_op *call,
                                   const char *name)
{
    ir_id operand = resolve_argument(call, API_NAMED, name);

    return operand == IR_NONE ? NULL : &function->ops[operand];
}

/* benchmark.pedantic(f) does one round of one iteration unless it is told otherwise; what a setup
 * has to precede cannot be done more than once a round. */
static bool asks_for_one(const struct ir_function *caller, const struct ir_op *call)
{
    const struct ir_op *count = keyword(caller, call, "iterations");

    return str_ends(call->text, ".pedantic") && !(call->flags & IR_STAR) &&
           !keyword(caller, call, "setup") &&
           (!count || (count->flags & IR_CONSTANT && count->constant == 1));
}

/* Work of a few operators, of which there is at least one, and no loop. */
static bool is_small_work(const struct flow *flow, const struct region *region)
{
    const struct ir_function *function = &flow->unit->functions[region->function];
    bool works = false;

    for (ir_id i = 0; i < function->op_count; i++) {
        if (region->inside[i] && function->blocks[function->ops[i].block].loop != IR_NONE)
            return false;
        works |= region->inside[i] && function->ops[i].code == IR_COMPUTE;
    }
    return works && is_small(flow, region);
}

static void find_small(struct flow *flow, size_t number)
{
    const struct region *region = &flow->regions->items[number];
    const struct ir_function *caller;

    if (region->kind != REGION_FRAMEWORK || region->idle || region->start != IR_NONE ||
        region->call == IR_NONE || region->result != RESULT_DROPPED ||
        !is_small_work(flow, region))
        return;
    caller = &flow->unit->functions[region->caller];
    trace_finish(flow, trace_fact(flow, FACT_SMALL, number, region->caller, region->call),
                 "each call of this function is an iteration");
    if (asks_for_one(caller, &caller->ops[region->call]))
        trace_finish(flow, trace_fact(flow, FACT_ONE_ROUND, number, region->caller, region->call),
                     "one iteration");
}

static void find_rounds(struct flow *flow)
{
    for (size_t r = 0; flow->unit->language == IR_PYTHON && r < flow->regions->count; r++)
        find_small(flow, r);
    for (ir_id f = 0; f < flow->unit->function_count; f++)
        for (ir_id i = 0; i < flow->unit->functions[f].op_count; i++) {
            const struct ir_function *function = &flow->unit->functions[f];

            if (asks_for_one_round(function, &function->ops[i]))
                find_one_round(flow, f, i);
        }
}

/* --- input ----------------------------------------------------------------------------------- */

/* A seed that differs from run to run: the time of day, a device of the system. */
static bool is_seed_of_the_moment(const struct flow *flow, const struct ir_function *function,
                                  const struct ir_op *op)
{
    for (uint32_t a = 0; categories_of(flow, op) & API_SEED && a < op->arg_count; a++) {
        const struct ir_op *value = &function->ops[op->args[a]];
        const struct api *api;

        while (value->code == IR_COMPUTE && value->arg_count == 1)
            value = &function->ops[value->args[0]];
        api = value->code == IR_CALL ? resolve_api(flow->unit, flow->model, value) : NULL;
        if (api && (api->clock != CLOCK_NONE || api->categories & API_RANDOM))
            return true;
    }
    return false;
}

static void find_seed(struct flow *flow)
{
    ir_id function, op;

    for (ir_id f = 0; f < flow->unit->function_count; f++)
        for (ir_id i = 0; i < flow->unit->functions[f].op_count; i++)
            if (is_seed_of_the_moment(flow, &flow->unit->functions[f],
                                      &flow->unit->functions[f].ops[i])) {
                trace_finish(flow, trace_fact(flow, FACT_UNSEEDED, 0, f, i),
                             "another input in each run");
                return;
            }
    /* Python seeds its generators from the system; those of C begin alike in each run. */
    if (flow->unit->language == IR_PYTHON && !find_call(flow, API_SEED, &function, &op) &&
        find_call(flow, API_RANDOM, &function, &op))
        trace_finish(flow, trace_fact(flow, FACT_UNSEEDED, 0, function, op),
                     "nothing sets the seed before");
}

void design_facts(struct flow *flow)
{
    ir_id function, op;
    bool is_real;

    if (flow->regions->count == 0)
        return;
    is_real = find_call(flow, API_REAL_TIME, &function, &op);
    for (size_t r = 0; !is_real && r < flow->regions->count; r++)
        if (flow->regions->items[r].kind == REGION_FRAMEWORK && !flow->regions->items[r].idle)
            find_threads(flow, r);
    find_rounds(flow);
    find_seed(flow);
}
