#include "printed.h"

#include <string.h>

#include "str.h"

/* --- where it goes --------------------------------------------------------------------------- */

static bool is_stream(const struct flow *flow, const struct ir_op *value)
{
    const char *class_name = resolve_class(flow->unit, value->type);

    return str_ends(class_name, "FILE") || str_starts(class_name, "std::basic_o");
}

/* The variable or attribute that a stream is read from; a << b << c comes from a. */
static const char *stream_name(const struct flow *flow, const struct ir_function *function,
                               ir_id id)
{
    const struct ir_op *op = &function->ops[id];

    while (op->code == IR_CALL && op->arg_count)
        op = &function->ops[op->args[0]];
    if (!(ir_fields(op->code) & IRF_P))
        return "";
    if (op->place.field[0] || op->place.variable == IR_NONE)
        return op->place.field;
    return flow->unit->variables[op->place.variable].name;
}

static bool is_standard(const char *name)
{
    static const char *const streams[] = {"stdout", "stderr", "std::cout", "std::cerr", "std::clog",
                                          "cout",   "cerr",   "clog"};

    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++)
        if (!strcmp(name, streams[i]))
            return true;
    return false;
}

bool printed_elsewhere(const struct flow *flow, const struct ir_function *function, ir_id id)
{
    const struct ir_op *call = &function->ops[id];

    for (uint32_t i = 0; i < call->arg_count; i++) {
        bool is_file = call->keywords && call->keywords[i] && !strcmp(call->keywords[i], "file");

        if ((is_file || is_stream(flow, &function->ops[call->args[i]])) &&
            !is_standard(stream_name(flow, function, call->args[i])))
            return true;
    }
    return false;
}

/* --- what it tells --------------------------------------------------------------------------- */

/* Operations that are looked at for one call that prints, and how far a value is followed. */
enum { TELLING_MAX = 100000, TELLING_DEPTH_MAX = 8 };

struct telling {
    const struct flow *flow;
    const struct region *region;
    const struct ir_function *function;
    size_t work;
};

static bool comes_from_reading(struct telling *telling, ir_id value, int depth);

static bool is_clock(const struct flow *flow, const struct ir_op *call)
{
    const struct api *api = call->code == IR_CALL ? resolve_api(flow->unit, flow->model, call)
                                                  : NULL;

    return api && api->clock != CLOCK_NONE;
}

/* Whether the call reads a clock: itself, as a function of the file that does, or, as far as the
 * regions know, as one of another file. */
static bool is_reading(const struct telling *telling, ir_id id)
{
    const struct ir_op *call = &telling->function->ops[id];
    const struct ir_function *callee;

    if (!telling->region->inside[id] && id != telling->region->stop)
        return false;
    for (size_t r = 0; r < telling->flow->regions->count; r++) {
        const struct region *region = &telling->flow->regions->items[r];

        if (region->function == telling->region->function &&
            (region->start == id || region->stop == id))
            return true;
    }
    if (call->function == IR_NONE)
        return is_clock(telling->flow, call);
    callee = &telling->flow->unit->functions[call->function];
    for (size_t i = 0; i < callee->op_count; i++)
        if (is_clock(telling->flow, &callee->ops[i]))
            return true;
    return false;
}

static bool takes_address(const struct telling *telling, const struct ir_op *call, ir_id variable)
{
    for (uint32_t i = 0; i < call->arg_count; i++) {
        const struct ir_op *argument = &telling->function->ops[call->args[i]];

        if (argument->code == IR_ADDRESS && argument->place.variable == variable)
            return true;
    }
    return false;
}

static bool holds_reading(struct telling *telling, ir_id variable, int depth)
{
    for (ir_id i = 0; i < telling->function->op_count; i++) {
        const struct ir_op *op = &telling->function->ops[i];

        if (op->code == IR_STORE && op->place.variable == variable && op->arg_count &&
            comes_from_reading(telling, op->args[0], depth + 1))
            return true;
        if (op->code == IR_CALL && takes_address(telling, op, variable) && is_reading(telling, i))
            return true;
    }
    telling->work += telling->function->op_count;
    return false;
}

static bool comes_from_reading(struct telling *telling, ir_id value, int depth)
{
    const struct ir_op *op = &telling->function->ops[value];

    if (depth > TELLING_DEPTH_MAX || ++telling->work > TELLING_MAX)
        return false;
    if (op->code == IR_CALL && is_reading(telling, value))
        return true;
    if ((op->code == IR_LOAD || op->code == IR_ADDRESS) && op->place.variable != IR_NONE)
        return holds_reading(telling, op->place.variable, depth);
    for (uint32_t i = 0; (op->code == IR_CALL || op->code == IR_COMPUTE) && i < op->arg_count; i++)
        if (comes_from_reading(telling, op->args[i], depth + 1))
            return true;
    return false;
}

bool printed_time(const struct flow *flow, const struct region *region,
                  const struct ir_function *function, ir_id call)
{
    struct telling telling = {.flow = flow, .region = region, .function = function};
    const struct ir_op *print = &function->ops[call];

    for (uint32_t i = 0; i < print->arg_count; i++)
        if (comes_from_reading(&telling, print->args[i], 0))
            return true;
    return false;
}
