#include "clock.h"

#include <string.h>

#include "framework.h"
#include "resolve.h"
#include "words.h"

static struct clock_call nothing(void)
{
    return (struct clock_call){.role = CLOCK_OTHER, .out = IR_NONE, .watch = IR_NONE};
}

static const char *constant_text(const struct ir_function *function, ir_id op)
{
    if (op == IR_NONE)
        return NULL;
    const struct ir_op *value = &function->ops[op];
    while (value->code == IR_COMPUTE && value->arg_count == 1)
        value = &function->ops[value->args[0]];
    return value->code == IR_CONST ? value->text : NULL;
}

static ir_id address_argument(const struct ir_function *function, const struct ir_op *call)
{
    for (uint32_t i = 0; i < call->arg_count; i++)
        if (function->ops[call->args[i]].code == IR_ADDRESS && !(call->flags & IR_METHOD && !i))
            return call->args[i];
    return IR_NONE;
}

static struct clock_call from_model(const struct ir_function *function, const struct api *api,
                                    const struct ir_op *call)
{
    struct clock_call found = nothing();
    found.role = CLOCK_READS;
    found.reading = (struct reading){api, api->name, REGION_CERTAIN};
    if (api->clock_out != API_RESULT) {
        found.out = resolve_argument(call, api->clock_out, NULL);
        return found;
    }
    /* time(&t): what is given a place fills that, too. */
    found.out = address_argument(function, call);
    found.yields = true;
    return found;
}

/* The value that a call speaks of first: its receiver, or an address that it is given. */
static ir_id stopwatch(const struct ir_function *function, const struct ir_op *call)
{
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const struct ir_op *arg = &function->ops[call->args[i]];
        if (call->flags & IR_METHOD || arg->code == IR_ADDRESS || arg->code == IR_LOAD)
            return call->args[i];
    }
    return IR_NONE;
}

/* A clock is asked without telling it anything that varies: constants and places to fill only. */
static bool asks_nothing(const struct ir_function *function, const struct ir_op *call)
{
    uint32_t first = call->flags & (IR_METHOD | IR_INDIRECT) ? 1 : 0;
    for (uint32_t i = first; i < call->arg_count; i++) {
        enum ir_code code = function->ops[call->args[i]].code;
        if (code != IR_CONST && code != IR_ADDRESS && !constant_text(function, call->args[i]))
            return false;
    }
    return true;
}

/* DatetimeMS(-1): who is given a number by the user makes a time and reads no clock (Python). */
static bool takes_number(const struct ir_unit *unit, const struct ir_function *function,
                         const struct ir_op *call)
{
    for (uint32_t i = 0; unit->language == IR_PYTHON && i < call->arg_count; i++)
        if (function->ops[call->args[i]].flags & IR_CONSTANT)
            return true;
    return false;
}

static const char *owner_name(const struct ir_unit *unit, const struct ir_function *function,
                              ir_id receiver)
{
    if (receiver == IR_NONE)
        return "";
    const struct ir_op *op = &function->ops[receiver];
    const char *class_name = resolve_class(unit, op->type);
    if (class_name[0])
        return class_name;
    if ((op->code == IR_LOAD || op->code == IR_ADDRESS) && op->place.field[0])
        return op->place.field;
    if ((op->code == IR_LOAD || op->code == IR_ADDRESS) && op->place.variable != IR_NONE)
        return unit->variables[op->place.variable].name;
    return op->code == IR_CALL ? op->text : "";
}

/* How the user calls what an indirect call calls: the variable or field that holds it. */
static const char *callee_name(const struct ir_unit *unit, const struct ir_function *function,
                               const struct ir_op *call)
{
    if (call->text[0] || !(call->flags & IR_INDIRECT) || !call->arg_count)
        return call->text;
    const struct ir_op *value = &function->ops[call->args[0]];
    if (value->code != IR_LOAD)
        return "";
    if (value->place.field[0])
        return value->place.field;
    return value->place.variable == IR_NONE ? "" : unit->variables[value->place.variable].name;
}

static struct clock_call from_name(const struct ir_unit *unit, const struct ir_function *function,
                                   const struct ir_op *call)
{
    struct clock_call found = nothing();
    const char *name = callee_name(unit, function, call);
    bool has_receiver = call->flags & IR_METHOD && call->arg_count;
    const char *owner = has_receiver ? owner_name(unit, function, call->args[0]) : "";
    const struct ir_type *type = ir_type_of(unit, call->type);
    found.reading = (struct reading){NULL, name, REGION_LIKELY};
    switch (words_role(name, owner)) {
    case WORDS_START: found.role = CLOCK_STARTS; break;
    case WORDS_STOP: found.role = CLOCK_STOPS; break;
    case WORDS_ELAPSED: found.role = CLOCK_ELAPSES; break;
    case WORDS_SPAN: found.role = CLOCK_SPANS; break;
    case WORDS_READ:
        if (takes_number(unit, function, call) ||
            (!asks_nothing(function, call) && call->arg_count > (has_receiver ? 2u : 1u)))
            return nothing();
        found.role = asks_nothing(function, call) ? CLOCK_READS : CLOCK_SPANS;
        found.out = address_argument(function, call);
        break;
    case WORDS_NONE:
        /* In Python every import has its name; what it does not call a clock is none. */
        if (unit->language == IR_PYTHON || !name[0] || call->arg_count ||
            (type->kind != IR_TYPE_INTEGER && type->kind != IR_TYPE_FLOAT))
            return nothing();
        found.role = CLOCK_READS;
        found.reading.sureness = REGION_POSSIBLE;
        break;
    }
    if (found.role != CLOCK_READS)
        found.watch = stopwatch(function, call);
    return found;
}

/* `with timer("name"):` where nobody shows us the timer. */
static struct clock_call from_context(const struct ir_unit *unit,
                                      const struct ir_function *function, const struct ir_op *op)
{
    struct clock_call found = nothing();
    const char *owner = owner_name(unit, function, op->args[0]);
    const struct ir_op *manager = &function->ops[op->args[0]];
    bool is_shown = manager->code == IR_CALL &&
                    (manager->function != IR_NONE || resolve_has_class(unit, manager->text));
    if (is_shown || words_role("start", owner) != WORDS_START)
        return found;
    found.role = op->code == IR_ENTER ? CLOCK_STARTS : CLOCK_STOPS;
    found.reading = (struct reading){NULL, owner, REGION_LIKELY};
    found.watch = op->args[0];
    return found;
}

/* Instructions that read a counter of time, and the registers that hold one. */
static bool is_counter(const char *text)
{
    static const char *const counters[] = {"rdtsc", "cntvct", "cntpct",  "rdtime", "rdcycle",
                                           "mftb",  "stck",   "pmccntr", "rdpmc",  NULL};
    for (const char *const *counter = counters; *counter; counter++)
        if (strcasestr(text, *counter))
            return true;
    return false;
}

static struct clock_call from_asm(const struct ir_op *op)
{
    struct clock_call found = nothing();
    if (!is_counter(op->text) || !op->outputs || op->outputs > op->arg_count)
        return found;
    found.role = CLOCK_READS;
    found.reading = (struct reading){NULL, "asm", REGION_CERTAIN};
    found.out = op->args[0];
    return found;
}

struct clock_call clock_of(const struct ir_unit *unit, const struct model *model, ir_id function,
                           ir_id op)
{
    const struct ir_function *owner = &unit->functions[function];
    const struct ir_op *call = &owner->ops[op];
    if (call->code == IR_ASM)
        return from_asm(call);
    if ((call->code == IR_ENTER || call->code == IR_EXIT) && call->arg_count)
        return from_context(unit, owner, call);
    if (call->code != IR_CALL || call->function != IR_NONE)
        return nothing();
    const struct api *api = resolve_api(unit, model, call);
    if (api && api->clock != CLOCK_NONE) {
        const char *argument = constant_text(owner, resolve_argument(call, 0, NULL));
        const struct api *exact =
            model_clock(model, resolve_language(unit), call->text, argument ? argument : "");
        return from_model(owner, exact ? exact : api, call);
    }
    if (api || resolve_has_class(unit, call->text) || framework_knows(unit, model, call))
        return nothing();
    return from_name(unit, owner, call);
}
