#include "divisor.h"

#include <math.h>
#include <string.h>

#include "control.h"
#include "ir_graph.h"
#include "trace.h"
#include "words.h"

/* Words of people who count rounds. */
static const char *const counts[] = {
    "iter",   "iters",   "iteration", "iterations", "count",  "counts",      "loops",
    "rounds", "round",   "reps",      "repeat",     "repeats", "repetitions", "times",
    "runs",   "ops",     "trials",    "n",          "number", "samples",     "niter",
    "nloops", "loopcount", "warm",    "warmup",     "warmups"};

struct rounds {
    const struct timed *timed;
    struct control *control;
    struct ir_dominance dominance;
};

static const struct ir_op *op_of(const struct rounds *rounds, ir_id op)
{
    return &rounds->timed->function->ops[op];
}

/* The variable or named constant that a value is, "" when it has no name. */
static const char *name_of(const struct rounds *rounds, ir_id value)
{
    const struct ir_op *op = op_of(rounds, value);

    while (op->code == IR_COMPUTE && op->arg_count == 1)
        op = op_of(rounds, op->args[0]);
    if (op->code == IR_LOAD && op->place.variable != IR_NONE && !op->place.field[0] &&
        op->place.index == IR_NONE)
        return rounds->timed->flow->unit->variables[op->place.variable].name;
    return op->code == IR_CONST ? op->text : "";
}

static bool is_count(const struct rounds *rounds, ir_id value)
{
    const char *name = name_of(rounds, value);

    return (name[0] < '0' || name[0] > '9') &&
           words_contain(name, counts, sizeof counts / sizeof *counts);
}

static ir_id variable_of(const struct rounds *rounds, ir_id value)
{
    const struct ir_op *op = op_of(rounds, value);

    while (op->code == IR_COMPUTE && op->arg_count == 1)
        op = op_of(rounds, op->args[0]);
    return op->code == IR_LOAD ? op->place.variable : IR_NONE;
}

/* --- the number of rounds -------------------------------------------------------------------- */

/* What bounds the loop: `i < bound`, range(bound); IR_NONE when it is something else. */
static ir_id bound_of(const struct rounds *rounds, ir_id header)
{
    const struct ir_op *branch = op_of(rounds, control_terminator(rounds->timed->function, header));
    const struct ir_op *condition;

    if (branch->code != IR_BRANCH || branch->arg_count == 0)
        return IR_NONE;
    condition = op_of(rounds, branch->args[0]);
    if (condition->code == IR_COMPUTE && condition->arg_count == 2 && condition->text[0] == '<')
        return condition->args[1];
    if (condition->code != IR_NEXT)
        return IR_NONE;
    condition = op_of(rounds, condition->args[0]);
    if (condition->code != IR_ITER || op_of(rounds, condition->args[0])->code != IR_CALL)
        return IR_NONE;
    condition = op_of(rounds, condition->args[0]);
    return !strcmp(condition->text, "builtins.range") && condition->arg_count == 1
               ? condition->args[0]
               : IR_NONE;
}

static bool mentions(const struct rounds *rounds, const char *name)
{
    const struct ir_unit *unit = rounds->timed->flow->unit;

    for (ir_id f = 0; f < unit->function_count; f++)
        for (ir_id i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *op = &unit->functions[f].ops[i];
            ir_id variable = ir_fields(op->code) & IRF_P ? op->place.variable : IR_NONE;

            if (region_contains(rounds->timed->region, f, i) &&
                ((variable != IR_NONE && !strcmp(unit->variables[variable].name, name)) ||
                 (op->code == IR_CONST && !strcmp(op->text, name))))
                return true;
        }
    return false;
}

/* Whether one of the two is computed from the other, somewhere in the function. */
static bool are_related(const struct rounds *rounds, const char *one, const char *other)
{
    const struct ir_unit *unit = rounds->timed->flow->unit;
    const struct ir_function *function = rounds->timed->function;
    const char *const names[] = {one, other};

    for (ir_id i = 0; i < function->op_count; i++) {
        struct slice text;

        if (function->ops[i].code != IR_STORE || function->ops[i].place.variable == IR_NONE)
            continue;
        text = ir_source_text(unit, function, function->ops[i].at, 200);
        for (int k = 0; k < 2; k++)
            if (!strcmp(unit->variables[function->ops[i].place.variable].name, names[k]) &&
                memmem(text.at, text.length, names[1 - k], strlen(names[1 - k])))
                return true;
    }
    return false;
}

/* The bound of a counted loop that is measured, and that is called a count; or IR_NONE. */
static ir_id measured_bound(const struct rounds *rounds)
{
    const struct ir_function *function = rounds->timed->function;
    ir_id found = IR_NONE;

    for (ir_id b = 0; b < function->block_count; b++) {
        ir_id bound;

        if (function->blocks[b].loop != b || !function->blocks[b].count ||
            !rounds->timed->region->inside[control_terminator(function, b)] ||
            control_contains(rounds->control, function, b,
                             op_of(rounds, rounds->timed->region->start)->block))
            continue;
        bound = bound_of(rounds, b);
        if (bound == IR_NONE || found != IR_NONE)
            return IR_NONE; /* several loops: any of them, or their product, may be meant */
        found = bound;
    }
    return found != IR_NONE && is_count(rounds, found) ? found : IR_NONE;
}

static void check_divisor(const struct rounds *rounds, ir_id op, ir_id bound)
{
    const struct ir_op *division = op_of(rounds, op);
    const struct timed *timed = rounds->timed;
    struct amount divisor = scale_of(timed->scaling, division->args[1]);
    struct amount rounds_of = scale_of(timed->scaling, bound);
    const char *name = name_of(rounds, division->args[1]), *wanted = name_of(rounds, bound);
    bool constant = divisor.kind == AMOUNT_CONSTANT && rounds_of.kind == AMOUNT_CONSTANT;
    struct flow_fact *fact;

    if (!is_count(rounds, division->args[1]) || !strcmp(name, wanted) || mentions(rounds, name) ||
        are_related(rounds, name, wanted) ||
        (constant && (divisor.factor == rounds_of.factor || timed_explains(timed, divisor.factor))))
        return;
    fact = timed_fact(timed, FACT_WRONG_COUNT, timed->region->function, op,
                      arena_printf(timed->flow->arena, "%s rounds are measured, and the time is "
                                   "divided by %s", wanted, name));
    if (!fact)
        return;
    trace_lower(fact, CONFIDENCE_LIKELY, "the two numbers are not always the same");
    trace_finish(timed->flow, fact, "this is not the number of rounds");
}

static void find_wrong_count(const struct rounds *rounds)
{
    ir_id bound = measured_bound(rounds);

    for (ir_id i = 0; bound != IR_NONE && i < rounds->timed->function->op_count; i++) {
        const struct ir_op *op = op_of(rounds, i);

        if (op->code == IR_COMPUTE && op->arg_count == 2 && op->text[0] == '/' &&
            timed_is_span(rounds->timed, op->args[0]))
            check_divisor(rounds, i, bound);
    }
}

/* --- a time that goes on --------------------------------------------------------------------- */

static bool runs_each_round(const struct rounds *rounds, ir_id loop, ir_id block)
{
    const struct ir_block *header = &rounds->timed->function->blocks[loop];

    for (uint32_t i = 0; i < header->predecessor_count; i++)
        if (ir_dominance_holds(&rounds->dominance, loop, header->predecessors[i]) &&
            !ir_dominance_holds(&rounds->dominance, block, header->predecessors[i]))
            return false;
    return true;
}

static bool is_stored_in(const struct rounds *rounds, ir_id variable, ir_id loop)
{
    const struct ir_function *function = rounds->timed->function;

    for (ir_id i = 0; i < function->op_count; i++)
        if ((function->ops[i].code == IR_STORE || function->ops[i].code == IR_ADDRESS) &&
            function->ops[i].place.variable == variable &&
            control_contains(rounds->control, function, loop, function->ops[i].block))
            return true;
    return false;
}

/* Divided by, or dividing, a count that is the same in every round of the loop. */
static bool is_told_per_round(const struct rounds *rounds, ir_id op, ir_id loop)
{
    const struct ir_op *division = op_of(rounds, op);

    if (division->code != IR_COMPUTE || division->arg_count != 2 || division->text[0] != '/' ||
        !control_contains(rounds->control, rounds->timed->function, loop, division->block) ||
        !runs_each_round(rounds, loop, division->block))
        return false;
    for (uint32_t i = 0; i < 2; i++) {
        ir_id variable = variable_of(rounds, division->args[1 - i]);

        if (timed_is_span(rounds->timed, division->args[i]) &&
            is_count(rounds, division->args[1 - i]) &&
            (variable == IR_NONE || !is_stored_in(rounds, variable, loop)))
            return true;
    }
    return false;
}

static void find_not_reset(const struct rounds *rounds)
{
    const struct timed *timed = rounds->timed;
    ir_id start = op_of(rounds, timed->region->start)->block;
    ir_id stop = op_of(rounds, timed->region->stop)->block;
    ir_id loop = timed->function->blocks[stop].loop;

    if (loop == IR_NONE || timed->region->start == timed->region->stop ||
        control_contains(rounds->control, timed->function, loop, start) ||
        !runs_each_round(rounds, loop, stop))
        return;
    for (ir_id i = 0; i < timed->function->op_count; i++) {
        struct flow_fact *fact;

        if (!is_told_per_round(rounds, i, loop))
            continue;
        fact = timed_fact(timed, FACT_NOT_RESET, timed->region->function, i, NULL);
        if (!fact)
            return;
        trace_lower(fact, CONFIDENCE_LIKELY, "the number is to be that of one round");
        trace_finish(timed->flow, fact, "the time of all rounds so far is told as that of one");
        return;
    }
}

void divisor_find(const struct timed *timed)
{
    struct rounds rounds = {timed, control_new(timed->flow, timed->function), {0}};

    if (!rounds.control)
        return;
    rounds.dominance = ir_dominance_of(timed->flow->arena, timed->function);
    find_wrong_count(&rounds);
    find_not_reset(&rounds);
}
