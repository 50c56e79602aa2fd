#include "elapsed.h"

#include <math.h>
#include <string.h>

#include "label.h"
#include "divisor.h"
#include "skipped.h"
#include "str.h"
#include "timed.h"
#include "trace.h"

static struct flow_fact *add(const struct timed *timed, enum flow_fact_kind kind, ir_id op,
                             const char *detail)
{
    return timed_fact(timed, kind, timed->region->function, op, detail);
}

/* --- a part of the time ---------------------------------------------------------------------- */

static bool is_fraction(const struct ir_op *op)
{
    return op->code == IR_LOAD && op->place.variable != IR_NONE &&
           (str_ends(op->place.field, "tv_nsec") || str_ends(op->place.field, "tv_usec"));
}

/* Whether the file looks at the variable for anything but its fraction of a second.  Its address
 * may go to the clock, which has an operand for that. */
static bool is_used_whole(const struct timed *timed, ir_id variable)
{
    for (ir_id f = 0; f < timed->flow->unit->function_count; f++) {
        const struct ir_function *function = &timed->flow->unit->functions[f];

        for (ir_id i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];

            if (op->place.variable != variable || !(ir_fields(op->code) & IRF_P) ||
                op->code == IR_DECLARE || is_fraction(op))
                continue;
            if (op->code != IR_ADDRESS || op->place.field[0])
                return true;
            for (ir_id c = i + 1; c < function->op_count; c++)
                for (uint32_t a = 0; a < function->ops[c].arg_count; a++)
                    if (function->ops[c].args[a] == i && c != timed->region->start &&
                        c != timed->region->stop)
                        return true;
        }
    }
    return false;
}

/* What a value is before it is made wider: (double)stop.tv_nsec. */
static const struct ir_op *uncast(const struct ir_function *function, ir_id value)
{
    const struct ir_op *op = &function->ops[value];

    while (op->code == IR_COMPUTE && op->arg_count == 1 && !strcmp(op->text, "cast"))
        op = &function->ops[op->args[0]];
    return op;
}

static void find_fraction(const struct timed *timed)
{
    const struct ir_op *difference = &timed->function->ops[timed->region->difference];
    struct flow_fact *fact;

    for (uint32_t i = 0; i < 2; i++) {
        const struct ir_op *part = difference->arg_count != 2
                                       ? difference
                                       : uncast(timed->function, difference->args[i]);

        if (!is_fraction(part) || is_used_whole(timed, part->place.variable))
            return;
    }
    fact = add(timed, FACT_WRONG_UNIT, timed->region->difference,
               "only the part below a second is subtracted, and the whole seconds are lost");
    if (fact)
        trace_finish(timed->flow, fact, "the seconds are never looked at");
}

/* datetime: (stop - start).microseconds is below a million. */
static void find_microseconds(const struct timed *timed)
{
    const struct ir_function *function = timed->function;
    ir_id part = IR_NONE;
    struct flow_fact *fact;

    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        const char *field = op->code == IR_LOAD ? op->place.field : "";

        if (!strcmp(field, "seconds") ||
            (op->code == IR_CALL && str_ends(op->text, "total_seconds")))
            return;
        if (!strcmp(field, "microseconds") && op->place.base == timed->region->difference)
            part = i;
    }
    fact = part == IR_NONE ? NULL
                           : add(timed, FACT_WRONG_UNIT, part,
                                 "`.microseconds` is only the part below a second");
    if (fact)
        trace_finish(timed->flow, fact, "the whole seconds are lost");
}

static void find_misfit_in(const struct timed *timed, ir_id function)
{
    const struct scaling *scaling =
        function == IR_NONE ? NULL : scaling_of(timed->flow, function);
    struct flow_fact *fact;

    if (!scaling || scaling->misfit == IR_NONE)
        return;
    fact = timed_fact(timed, FACT_WRONG_UNIT, function, scaling->misfit,
                  "its seconds and the part below a second are not brought to the same unit");
    if (fact)
        trace_finish(timed->flow, fact, "these two have different units");
}

/* Where the two meet, and in the helpers of the file that read the clock and subtract. */
static void find_misfit(const struct timed *timed)
{
    find_misfit_in(timed, timed->region->function);
    find_misfit_in(timed, timed->function->ops[timed->region->start].function);
    find_misfit_in(timed, timed->function->ops[timed->region->difference].function);
}

/* --- what it is called ----------------------------------------------------------------------- */

/* A thousand, a million or a billion, or one of these parts. */
static bool is_other_unit(double ratio)
{
    double steps = log10(ratio) / 3;

    return fabs(steps) > 0.5 && fabs(steps) < 3.5 && fabs(steps - round(steps)) < 1e-6;
}

static const char *name_of_unit(double factor)
{
    static const char *const names[] = {"seconds", "milliseconds", "microseconds", "nanoseconds"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (fabs(factor / pow(1e3, (double)i) - 1) < 1e-6)
            return names[i];
    return NULL;
}

/* The value `op` is the time of this region in some unit, and called another. */
static void check_word(const struct timed *timed, ir_id at, ir_id value, struct slice word)
{
    struct amount amount = scale_of(timed->scaling, value);
    double called = scale_of_unit(word);
    const char *unit;
    double ratio;
    struct flow_fact *fact;

    if (called <= 0 || amount.kind != AMOUNT_SPAN || amount.factor <= 0)
        return;
    ratio = called / amount.factor;
    unit = name_of_unit(amount.factor);
    if (!unit || !is_other_unit(ratio) || (amount.divided && timed_explains(timed, ratio)))
        return;
    fact = add(timed, FACT_WRONG_UNIT, at,
               arena_printf(timed->flow->arena, "it is called %.*s, but is a number of %s",
                            (int)word.length, word.at, unit));
    if (!fact)
        return;
    trace_lower(fact, amount.divided && ratio > 1 ? CONFIDENCE_POSSIBLE : CONFIDENCE_LIKELY,
                "it is not the time of one of many rounds");
    trace_finish(timed->flow, fact, "this word is not its unit");
}

/* The last part of elapsed_ms. */
static struct slice last_word(const char *name)
{
    const char *line = strrchr(name, '_');

    return slice_of(line ? line + 1 : "");
}

static void find_labels(const struct timed *timed)
{
    for (ir_id i = 0; i < timed->function->op_count; i++) {
        const struct ir_op *op = &timed->function->ops[i];
        ir_id variable = op->place.variable;

        if (op->code == IR_STORE && variable != IR_NONE && !op->place.field[0] &&
            op->place.index == IR_NONE && op->arg_count && !timed->scaling->several[variable] &&
            timed_is_span(timed, op->args[0]))
            check_word(timed, i, op->args[0],
                       last_word(timed->flow->unit->variables[variable].name));
        if (op->code == IR_COMPUTE)
            scale_of(timed->scaling, i); /* notes misfits */
        if (op->code != IR_CALL && op->code != IR_COMPUTE)
            continue;
        for (uint32_t a = 0; a < op->arg_count; a++)
            if (timed_is_span(timed, op->args[a]))
                check_word(timed, op->code == IR_CALL ? i : op->args[a], op->args[a],
                           label_of(timed->flow, timed->region->function, i, a));
    }
}

/* --- who is told ----------------------------------------------------------------------------- */

static bool is_read(const struct timed *timed, ir_id variable)
{
    for (ir_id f = 0; f < timed->flow->unit->function_count; f++)
        for (ir_id i = 0; i < timed->flow->unit->functions[f].op_count; i++) {
            const struct ir_op *op = &timed->flow->unit->functions[f].ops[i];

            if (op->place.variable == variable && (op->code == IR_LOAD || op->code == IR_ADDRESS))
                return true;
        }
    return false;
}

/* Follows arithmetic from the difference on; true when its value may reach anybody. */
static bool is_reported(const struct timed *timed, ir_id value, int depth)
{
    for (ir_id i = value + 1; i < timed->function->op_count; i++) {
        const struct ir_op *op = &timed->function->ops[i];
        bool uses = op->place.base == value || op->place.index == value;

        for (uint32_t a = 0; a < op->arg_count; a++)
            uses |= op->args[a] == value;
        if (!uses)
            continue;
        if (op->code == IR_COMPUTE && depth < 8) {
            if (is_reported(timed, i, depth + 1))
                return true;
            continue;
        }
        if (op->code != IR_STORE || op->place.variable == IR_NONE || op->place.field[0] ||
            timed->flow->unit->variables[op->place.variable].storage != IR_LOCAL ||
            timed->flow->unit->variables[op->place.variable].captured ||
            is_read(timed, op->place.variable))
            return true;
    }
    return false;
}

/* Whether the reading that stops the clock is looked at again before there is another one. */
static bool is_read_again(const struct timed *timed)
{
    const struct ir_op *ops = timed->function->ops;
    ir_id stop = ops[timed->region->difference].args[0];
    ir_id variable = ops[stop].code == IR_LOAD ? ops[stop].place.variable : IR_NONE;

    if (timed->flow->unit->language != IR_PYTHON)
        return false; /* there a difference has parts: seconds and nanoseconds */
    for (ir_id i = stop + 1; variable != IR_NONE && i < timed->function->op_count; i++)
        if (ops[i].place.variable == variable && ops[i].code == IR_STORE)
            return false;
        else if (ops[i].place.variable == variable && ops[i].code == IR_LOAD)
            return true;
    return false;
}

/* (void)(stop - start), (void)elapsed: somebody knows that it is not told. */
static bool is_dropped_on_purpose(const struct timed *timed, ir_id value)
{
    const struct ir_function *function = timed->function;
    ir_id variable = IR_NONE;

    for (ir_id i = value; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        bool is_it = i == value || (op->code == IR_LOAD && variable != IR_NONE &&
                                    op->place.variable == variable);

        for (uint32_t a = 0; op->code == IR_COMPUTE && a < op->arg_count; a++)
            is_it |= op->args[a] == value;
        if (is_it && op->flags & IR_VOID_CAST)
            return true;
        if (op->code == IR_STORE && op->args[0] == value)
            variable = op->place.variable;
        else if (is_it && op->code == IR_COMPUTE)
            value = i; /* what it is made into */
    }
    return false;
}

/* The variable that the value is put into, or IR_NONE. */
static ir_id kept_in(const struct timed *timed, ir_id value)
{
    for (ir_id i = value + 1; i < timed->function->op_count; i++) {
        const struct ir_op *op = &timed->function->ops[i];

        if (op->arg_count == 0 || op->args[0] != value)
            continue;
        if (op->code == IR_STORE)
            return op->place.variable;
        if (op->code == IR_COMPUTE)
            value = i;
    }
    return IR_NONE;
}

static void find_unreported(const struct timed *timed)
{
    ir_id difference = timed->region->difference;
    struct flow_fact *fact;

    if (timed->function->ops[difference].code != IR_COMPUTE || timed->function->is_module ||
        is_reported(timed, difference, 0) || is_read_again(timed) ||
        is_dropped_on_purpose(timed, difference))
        return;
    fact = add(timed, FACT_UNREPORTED, difference, NULL);
    if (!fact)
        return;
    skipped_lower(timed->flow, &timed->flow->bodies[timed->region->function],
                  kept_in(timed, difference), fact);
    trace_finish(timed->flow, fact, "nobody reads this time");
}

void elapsed_facts(struct flow *flow)
{
    for (size_t r = 0; r < flow->regions->count; r++) {
        struct timed timed;

        if (!timed_region(flow, r, &timed))
            continue;
        find_fraction(&timed);
        find_microseconds(&timed);
        find_labels(&timed);
        find_misfit(&timed);
        find_unreported(&timed);
        divisor_find(&timed);
    }
}
