#include "foreign.h"

#include <string.h>

#include "control.h"
#include "ir_graph.h"
#include "printed.h"
#include "str.h"
#include "trace.h"

/* The kinds that are asked for; others (sleep, threads) have analyses of their own. */
enum {
    FOREIGN = API_RANDOM | API_ALLOCATION | API_PRINT | API_FILE_OPEN | API_COMPILE | API_LOCK |
              API_PAUSE | API_CHECK,
    /* Calls of about a microsecond, which only matter beside work that is no larger. */
    CHEAP = API_RANDOM | API_ALLOCATION | API_PRINT | API_LOCK | API_CHECK | API_FILE_OPEN,
    /* Of these, what programs do once for much work, rather than for each item. */
    RARE = API_PRINT | API_FILE_OPEN,
    /* What surrounds the work and is none itself. */
    AROUND = API_SINK | API_CLOBBER | API_PLAIN | API_ITEM | API_ASSERT | API_SEED |
             API_FENCE
};

/* The other work in the same rounds. */
enum company {
    COMPANY_NONE,
    COMPANY_SMALL,
    COMPANY_UNKNOWN /* a loop, or a library of Python: it may do as much as it likes */
};

struct look { /* one region whose function is looked at */
    struct flow *flow;
    const struct region *region;
    size_t number;
    const struct ir_function *function;
    struct ir_dominance dominance;
};

static const struct api *api_of(const struct look *look, ir_id op)
{
    const struct ir_op *call = &look->function->ops[op];

    return call->code == IR_CALL ? resolve_api(look->flow->unit, look->flow->model, call) : NULL;
}

/* The loop around the block that goes round while the clock runs; IR_NONE when there is none: then
 * the block runs once for each time that the region is measured. */
static ir_id measured_loop(const struct look *look, ir_id block)
{
    ir_id loop = look->function->blocks[block].loop;
    ir_id start = look->region->start;

    if (loop == IR_NONE || start == IR_NONE)
        return loop;
    return look->function->blocks[look->function->ops[start].block].loop == loop &&
                   look->region->kind != REGION_FRAMEWORK
               ? IR_NONE
               : loop;
}

/* Whether every way round the loop passes the block. */
static bool runs_each_round(const struct look *look, ir_id loop, ir_id block)
{
    const struct ir_block *header = &look->function->blocks[loop];

    for (uint32_t i = 0; i < header->predecessor_count; i++) {
        ir_id from = header->predecessors[i];

        if (ir_dominance_holds(&look->dominance, loop, from) &&
            !ir_dominance_holds(&look->dominance, block, from))
            return false;
    }
    return true;
}

/* Whether the block runs whenever the function does, but for its exceptions. */
static bool runs_each_call(const struct look *look, ir_id block)
{
    const struct ir_function *function = look->function;

    for (ir_id b = 0; b < function->block_count; b++) {
        const struct ir_block *end = &function->blocks[b];

        if (end->reachable && end->count &&
            function->ops[function->order[end->first + end->count - 1]].code == IR_RETURN &&
            !ir_dominance_holds(&look->dominance, block, b))
            return false;
    }
    return true;
}

/* Whether the operation happens again and again, together with what is measured. */
static bool is_repeated(const struct look *look, ir_id op)
{
    const struct ir_op *at = &look->function->ops[op];
    ir_id loop = measured_loop(look, at->block);

    if (at->flags & IR_CONDITIONAL)
        return false;
    if (loop != IR_NONE)
        return runs_each_round(look, loop, at->block);
    return look->region->kind == REGION_FRAMEWORK && look->region->start == IR_NONE &&
           runs_each_call(look, at->block);
}

/* Whether the call is work that somebody may want to measure, other than what `kinds` are. */
static bool is_work(const struct look *look, ir_id op, unsigned kinds)
{
    const struct ir_op *call = &look->function->ops[op];
    const struct api *api;

    if (call->code != IR_CALL || call->flags & IR_IMPLICIT)
        return false;
    api = api_of(look, op);
    return !api || (!(api->categories & (kinds | AROUND)) && api->clock == CLOCK_NONE &&
                    (!api->has_effects || api->effects || api->reads || api->writes));
}

/* --- what it is done beside ------------------------------------------------------------------ */

/* Functions of Python that walk through what they are given, however much it is. */
static bool walks(const char *name)
{
    static const char *const walking[] = {"max", "min", "sum", "sorted", "list", "tuple", "set",
                                          "dict", "any", "all"};

    for (size_t i = 0; str_starts(name, "builtins.") && i < sizeof walking / sizeof *walking; i++)
        if (!strcmp(name + 9, walking[i]))
            return true;
    return false;
}

/* Calls of a library whose cost nobody knows: that a model knows the call says nothing of it.  C
 * and C++ are benchmarked call by call, and what a call of Python's own types costs is known. */
static bool is_unknown_library(const struct ir_op *call)
{
    return call->function == IR_NONE &&
           (walks(call->text) ||
            (!str_starts(call->text, "builtins.") && !str_starts(call->text, "io.")));
}

/* A function of the file that does as much as it likes: it loops, or calls what does. */
static bool is_large(const struct look *look, ir_id function)
{
    const struct ir_function *of = &look->flow->unit->functions[function];

    for (ir_id i = 0; i < of->op_count; i++)
        if (of->blocks[of->ops[i].block].loop != IR_NONE ||
            (of->ops[i].code == IR_CALL && (of->ops[i].function != IR_NONE ||
                                            (of->ops[i].text[0] != '.' &&
                                             is_unknown_library(&of->ops[i])))))
            return true;
    return false;
}

/* Whether a call of Python may take far longer than a line that is printed. */
static bool may_be_long(const struct look *look, ir_id op)
{
    const struct ir_op *call = &look->function->ops[op];

    if (look->flow->unit->language != IR_PYTHON)
        return false;
    return call->function != IR_NONE ? is_large(look, call->function) : is_unknown_library(call);
}

enum { WRAPPED_MAX = 4 }; /* enumerate(zip(map(...))): deeper ones nobody writes */

/* Whether it may take long to get the next item: each is made by a call of unknown cost. */
static bool awaits_item(const struct look *look, ir_id op, int depth)
{
    const struct ir_op *of = &look->function->ops[op];
    bool passes_on = of->code == IR_NEXT || of->code == IR_ITER ||
                     (of->code == IR_CALL && str_starts(of->text, "builtins."));

    if (!passes_on || depth == WRAPPED_MAX)
        return of->code == IR_CALL && may_be_long(look, op);
    for (uint32_t i = 0; i < of->arg_count; i++)
        if (awaits_item(look, of->args[i], depth + 1))
            return true;
    return false;
}

/* Whether a loop of its own runs in each round: its rounds may be many, and what is done once
 * beside them is lost among them. */
static bool holds_loop(const struct look *look, ir_id loop)
{
    const struct ir_function *function = look->function;
    const ir_id *parents;

    if (loop == IR_NONE)
        return false;
    parents = control_loop_parents(look->flow->arena, function);
    for (ir_id b = 0; b < function->block_count; b++) {
        ir_id inner = function->blocks[b].loop;

        if (inner == loop || inner != b)
            continue;
        while (inner != IR_NONE && inner != loop)
            inner = parents[inner];
        if (inner == loop)
            return true;
    }
    return false;
}

/* Whether other work shares the rounds of this operation; else it is what is measured. */
static enum company company_of(const struct look *look, ir_id op, unsigned kinds)
{
    const struct ir_function *function = look->function;
    ir_id loop = measured_loop(look, function->ops[op].block);
    enum company company = kinds & RARE && holds_loop(look, loop) ? COMPANY_UNKNOWN : COMPANY_NONE;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct api *api = look->region->inside[i] ? api_of(look, i) : NULL;

        if (!look->region->inside[i] || measured_loop(look, function->ops[i].block) != loop)
            continue;
        if (api && api->categories & API_SLEEP)
            return COMPANY_NONE; /* it waits for something: nothing is measured round by round */
        if (function->ops[i].code == IR_NEXT && awaits_item(look, i, 0))
            company = COMPANY_UNKNOWN;
        if (!is_work(look, i, kinds))
            continue;
        if (may_be_long(look, i))
            company = COMPANY_UNKNOWN;
        else if (company == COMPANY_NONE)
            company = COMPANY_SMALL;
    }
    return company;
}

static bool is_told(const struct look *look, ir_id op, unsigned kinds)
{
    for (size_t i = 0; i < look->flow->found.count; i++) {
        const struct flow_fact *fact = &look->flow->found.items[i];

        if (fact->kind == FACT_FOREIGN && fact->function == look->region->function &&
            (fact->op == op || (fact->region == look->number && fact->categories & kinds)))
            return true;
    }
    return false;
}

/* Whether what is printed in the rounds of this operation tells how far the clock is: such a loop
 * reports on itself, and its rounds are what is measured. */
static bool rounds_tell_time(const struct look *look, ir_id op)
{
    ir_id loop = measured_loop(look, look->function->ops[op].block);

    for (ir_id i = 0; i < look->function->op_count; i++) {
        const struct api *api = look->region->inside[i] ? api_of(look, i) : NULL;

        if (api && api->categories & API_PRINT &&
            measured_loop(look, look->function->ops[i].block) == loop &&
            printed_time(look->flow, look->region, look->function, i))
            return true;
    }
    return false;
}

static bool is_in_the_way(const struct look *look, ir_id print)
{
    return !printed_elsewhere(look->flow, look->function, print) && !rounds_tell_time(look, print);
}

/* Whether a template hands an engine to a call that only its instances can name: a distribution. */
static bool draws_from_engine(const struct look *look, ir_id op)
{
    const struct flow *flow = look->flow;
    const struct ir_op *call = &look->function->ops[op];
    const struct api *api;
    const char *engine;

    if (call->code != IR_CALL || !(call->flags & IR_INDIRECT) || call->arg_count != 2)
        return false;
    engine = resolve_class(flow->unit, look->function->ops[call->args[1]].type);
    api = model_api(flow->model, MODEL_CXX, arena_printf(flow->arena, "%s::operator()", engine));
    return api && api->categories & API_RANDOM;
}

static unsigned kinds_of(const struct look *look, ir_id op)
{
    const struct api *api = api_of(look, op);

    if (api)
        return api->categories & FOREIGN;
    return look->function->is_template && draws_from_engine(look, op) ? API_RANDOM : 0;
}

static void visit(const struct look *look, ir_id op)
{
    unsigned kinds = kinds_of(look, op);
    enum company company;
    struct flow_fact *fact;

    if (!kinds || !look->region->inside[op] || is_told(look, op, kinds) ||
        !is_repeated(look, op) || (kinds & API_PRINT && !is_in_the_way(look, op)))
        return;
    company = company_of(look, op, kinds);
    if (company == COMPANY_NONE)
        return;
    fact = trace_fact(look->flow, FACT_FOREIGN, look->number, look->region->function, op);
    fact->categories = kinds;
    fact->callee = trace_callee(look->flow, look->region->function, op);
    trace_lower(fact, company == COMPANY_UNKNOWN && kinds & CHEAP ? CONFIDENCE_POSSIBLE
                                                                  : CONFIDENCE_LIKELY,
                "the other calls are what is to be measured, and do not take far longer");
    trace_finish(look->flow, fact, "this is done each time");
}

void foreign_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        const struct region *region = &flow->regions->items[r];
        struct look look = {flow, region, r, &flow->unit->functions[region->function], {0}};

        if (region->kind == REGION_FUNCTION || region->kind == REGION_PROGRAM || region->idle ||
            region->is_deadline || region->result == RESULT_NEEDED || look.function->too_complex)
            continue;
        look.dominance = ir_dominance_of(flow->arena, look.function);
        for (ir_id i = 0; i < look.function->op_count; i++)
            visit(&look, i);
    }
}
