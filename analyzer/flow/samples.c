#include "samples.h"

#include <string.h>

#include "compared.h"
#include "rounds.h"
#include "trace.h"
#include "words.h"

static const struct region *region_at(const struct flow *flow, size_t number)
{
    return &flow->regions->items[number];
}

static bool is_timed(const struct region *region)
{
    return (region->kind == REGION_TIMER || region->kind == REGION_CALLBACK) &&
           region->start != IR_NONE && !region->idle && !region->is_deadline &&
           region->sureness != REGION_POSSIBLE;
}

static ir_id loop_of(const struct ir_function *function, ir_id op)
{
    return function->blocks[function->ops[op].block].loop;
}

/* --- nothing but a mean ---------------------------------------------------------------------- */

static unsigned categories_of(const struct flow *flow, const struct ir_op *op)
{
    const struct api *api =
        op->code == IR_CALL ? resolve_api(flow->unit, flow->model, op) : NULL;

    return api ? api->categories : 0;
}

/* Whether the name of what is averaged speaks of time. */
static bool is_of_time(const struct flow *flow, const struct ir_op *value)
{
    const char *name;

    if (value->code != IR_LOAD || value->place.index != IR_NONE)
        return false;
    name = value->place.field[0] ? value->place.field
                                 : flow->unit->variables[value->place.variable].name;
    return words_of_time(name);
}

/* sum(times) / len(times) */
static const struct ir_op *averaged(const struct ir_function *function, const struct ir_op *op)
{
    const struct ir_op *sum, *count, *values;

    if (op->code != IR_COMPUTE || strcmp(op->text, "/") != 0 || op->arg_count != 2)
        return NULL;
    sum = &function->ops[op->args[0]];
    count = &function->ops[op->args[1]];
    if (sum->code != IR_CALL || strcmp(sum->text, "builtins.sum") != 0 || !sum->arg_count ||
        count->code != IR_CALL || strcmp(count->text, "builtins.len") != 0 || !count->arg_count)
        return NULL;
    values = &function->ops[sum->args[0]];
    return values->code == IR_LOAD && function->ops[count->args[0]].code == IR_LOAD &&
                   rounds_same_place(&values->place, &function->ops[count->args[0]].place)
               ? values
               : NULL;
}

/* The first mean of times; IR_NONE where the file also says how far they are spread. */
static ir_id only_mean(const struct flow *flow, ir_id *where)
{
    ir_id found = IR_NONE;

    for (ir_id f = 0; f < flow->unit->function_count; f++) {
        const struct ir_function *function = &flow->unit->functions[f];

        for (ir_id i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i], *values = averaged(function, op);
            unsigned categories = categories_of(flow, op);

            if (!values && categories & (API_MEAN | API_SPREAD) && op->arg_count)
                values = &function->ops[op->args[0]];
            if (!values || !is_of_time(flow, values))
                continue;
            if (categories & API_SPREAD)
                return IR_NONE;
            if (found == IR_NONE) {
                found = i;
                *where = f;
            }
        }
    }
    return found;
}

static void find_only_mean(struct flow *flow, size_t number)
{
    ir_id function = IR_NONE, op = only_mean(flow, &function);

    if (op != IR_NONE)
        trace_finish(flow, trace_fact(flow, FACT_ONLY_MEAN, number, function, op),
                     "nothing else is told of these numbers");
}

/* --- first all of one, then all of the other ------------------------------------------------- */

/* Whether both are timed in turn, by a loop around the two. */
static bool alternate(const struct flow *flow, const struct region *a, const struct region *b)
{
    const struct ir_function *function = &flow->unit->functions[a->function];
    ir_id loop = loop_of(function, a->start);

    return loop != IR_NONE && loop == loop_of(function, b->start);
}

static void find_ordered(struct flow *flow, size_t number)
{
    const struct region *first = region_at(flow, number);

    for (size_t r = number + 1; r < flow->regions->count; r++) {
        const struct region *second = region_at(flow, r);

        if (!is_timed(second) || !compared_regions(flow, number, r) ||
            alternate(flow, first, second))
            continue;
        trace_finish(flow,
                     trace_fact(flow, FACT_ORDERED, r, second->function, second->start),
                     "it is measured when the other one has ended");
        return;
    }
}

void samples_facts(struct flow *flow)
{
    bool is_ordered = false, is_averaged = false;

    for (size_t r = 0; flow->unit->language == IR_PYTHON && r < flow->regions->count; r++) {
        size_t before;

        if (!is_timed(region_at(flow, r)))
            continue;
        if (!is_averaged)
            find_only_mean(flow, r);
        is_averaged = true;
        before = flow->found.count;
        if (!is_ordered)
            find_ordered(flow, r);
        is_ordered |= flow->found.count > before;
    }
}
