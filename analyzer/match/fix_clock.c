/* Another clock in the place of the one that is read, where nothing but differences of two of its
 * readings is ever looked at. */
#include <string.h>

#include "fix.h"

/* A file with more operations than this is not looked through for each place that holds one. */
enum { WORK_MAX = 4 << 20 };

struct readings {
    const struct ir_unit *unit;
    const char *clock; /* "time.time" */
    size_t work;
};

static bool is_call(const struct readings *readings, const struct ir_op *op)
{
    return op->code == IR_CALL && !strcmp(op->text, readings->clock);
}

static bool same_place(const struct ir_place *a, const struct ir_place *b)
{
    return a->variable == b->variable && a->index == IR_NONE && b->index == IR_NONE &&
           (a->base == IR_NONE) == (b->base == IR_NONE) && !strcmp(a->field, b->field);
}

/* Whether only readings are ever stored there.  Attributes of all objects with one name are one. */
static bool holds_readings(struct readings *readings, const struct ir_place *place)
{
    const struct ir_unit *unit = readings->unit;
    for (size_t f = 0; f < unit->function_count; f++) {
        const struct ir_function *function = &unit->functions[f];
        readings->work += function->op_count;
        if (readings->work > WORK_MAX)
            return false;
        for (size_t i = 0; i < function->op_count; i++) {
            const struct ir_op *op = &function->ops[i];
            if (op->code == IR_STORE && same_place(&op->place, place) &&
                !is_call(readings, &function->ops[op->args[0]]))
                return false;
        }
    }
    return place->variable == IR_NONE ||
           unit->variables[place->variable].storage != IR_PARAMETER;
}

static bool is_reading(struct readings *readings, const struct ir_op *op)
{
    return is_call(readings, op) ||
           (op->code == IR_LOAD && holds_readings(readings, &op->place));
}

/* Whether what `op` does with the reading `value` is to subtract it from, or another one from it;
 * or to keep it where only readings are kept. */
static bool is_difference(struct readings *readings, const struct ir_function *function,
                          const struct ir_op *op)
{
    if (op->code == IR_STORE)
        return holds_readings(readings, &op->place);
    return op->code == IR_COMPUTE && !strcmp(op->text, "-") && op->arg_count == 2 &&
           is_reading(readings, &function->ops[op->args[0]]) &&
           is_reading(readings, &function->ops[op->args[1]]);
}

/* Whether the place ever receives a reading. */
static bool receives(struct readings *readings, const struct ir_place *place)
{
    const struct ir_unit *unit = readings->unit;
    for (size_t f = 0; f < unit->function_count; f++)
        for (size_t i = 0; i < unit->functions[f].op_count; i++) {
            const struct ir_op *ops = unit->functions[f].ops, *op = &ops[i];
            if (op->code == IR_STORE && same_place(&op->place, place) &&
                is_call(readings, &ops[op->args[0]]))
                return true;
        }
    return false;
}

static bool only_differences(struct readings *readings, const struct ir_function *function)
{
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        if (op->code == IR_FUNC && op->text && !strcmp(op->text, readings->clock))
            return false; /* it is handed on */
        for (uint32_t a = 0; a < op->arg_count; a++) {
            const struct ir_op *arg = &function->ops[op->args[a]];
            readings->work += arg->code == IR_LOAD ? function->op_count : 1;
            if (readings->work > WORK_MAX)
                return false;
            bool counts = is_call(readings, arg) ||
                          (arg->code == IR_LOAD && receives(readings, &arg->place));
            if (counts && !is_difference(readings, function, op))
                return false;
        }
    }
    return true;
}

static bool reads(const struct readings *readings, const struct ir_function *function)
{
    for (size_t i = 0; i < function->op_count; i++)
        if (is_call(readings, &function->ops[i]))
            return true;
    return false;
}

/* What is called, up to its parenthesis, is replaced. */
static bool replace_callee(struct fixing *fixing, const struct ir_op *call, const char *name)
{
    struct slice text = ir_source_text(fixing->matching->unit, NULL, call->at, 200);
    const char *open = memchr(text.at, '(', text.length);
    struct ir_range at = call->at;
    if (!open || call->at.line != call->at.end_line)
        return false;
    at.end_column = at.column + (uint32_t)(open - text.at);
    fix_add(fixing, at, name);
    return true;
}

/* `from time import time`: another name is imported, and called if it has no alias. */
static const char *imported(struct fixing *fixing, const char *clock, const char *wanted)
{
    const struct ir_unit *unit = fixing->matching->unit;
    const char *dot = strrchr(clock, '.');
    size_t length = dot ? (size_t)(dot - clock) : 0;
    for (size_t i = 0; i < unit->import_count; i++) {
        const struct ir_import *import = &unit->imports[i];
        if (!dot || !import->name || strcmp(import->name, dot + 1) != 0 ||
            strlen(import->module) != length || strncmp(import->module, clock, length) != 0)
            continue;
        struct ir_range at = import->at;
        at.end_line = at.line;
        at.end_column = at.column + (uint32_t)strlen(import->name);
        fix_add(fixing, at, strrchr(wanted, '.') + 1);
        return strcmp(import->local, import->name) != 0 ? import->local
                                                        : strrchr(wanted, '.') + 1;
    }
    return fix_import(fixing, wanted);
}

bool fix_clock(struct fixing *fixing)
{
    const struct ir_unit *unit = fixing->matching->unit;
    struct readings readings = {.unit = unit, .clock = fixing->region->clock->name};
    for (size_t f = 0; f < unit->function_count; f++)
        if (!only_differences(&readings, &unit->functions[f]) ||
            (unit->functions[f].file && reads(&readings, &unit->functions[f])))
            return false;
    const char *name = imported(fixing, readings.clock, fixing->template->text);
    bool all = name != NULL;
    for (size_t f = 0; all && f < unit->function_count; f++)
        for (size_t i = 0; all && i < unit->functions[f].op_count; i++)
            if (is_call(&readings, &unit->functions[f].ops[i]))
                all = replace_callee(fixing, &unit->functions[f].ops[i], name);
    return all;
}
