#include "lazy_volume.h"

#include <string.h>

/* The rest is then below 2 per cent. */
enum { TIMES_THRESHOLD = 64, ASSIGNMENTS_MAX = 8 };

/* The constant that a value is: itself, or the only store of the variable that it is read from. */
static bool constant_of(const struct flow_body *body, ir_id id, double *value, int depth)
{
    const struct ir_function *function = body->function;
    const struct ir_op *op = flow_op(body, id);
    ir_id stored = IR_NONE;

    if (op->flags & IR_CONSTANT) {
        *value = op->constant;
        return true;
    }
    if (op->code == IR_COMPUTE && op->arg_count == 1 && depth < ASSIGNMENTS_MAX)
        return constant_of(body, op->args[0], value, depth + 1); /* casts */
    if (op->code != IR_LOAD || op->place.variable == IR_NONE || depth == ASSIGNMENTS_MAX)
        return false;
    for (ir_id i = 0; i < function->op_count; i++) {
        const struct ir_op *store = &function->ops[i];

        if (store->place.variable != op->place.variable || !(ir_fields(store->code) & IRF_P))
            continue;
        if (store->code == IR_STORE && stored == IR_NONE)
            stored = store->args[0];
        else if (store->code == IR_STORE || store->code == IR_ADDRESS || store->code == IR_PARAM)
            return false;
    }
    return stored != IR_NONE && constant_of(body, stored, value, depth + 1);
}

static bool is_comparison(const struct ir_op *op)
{
    static const char *const comparisons[] = {"<", "<=", "!=", ">", ">="};

    for (size_t i = 0; op->code == IR_COMPUTE && i < sizeof comparisons / sizeof *comparisons; i++)
        if (!strcmp(op->text, comparisons[i]))
            return true;
    return false;
}

/* How often the loop runs as far as its condition shows: `i < 1000000`; else 1. */
static double turns_of(const struct flow_body *body, ir_id header)
{
    const struct ir_block *block = &body->function->blocks[header];
    ir_id last = body->function->order[block->first + block->count - 1];
    const struct ir_op *branch = flow_op(body, last);
    double most = 1, value;

    if (branch->code != IR_BRANCH || !is_comparison(flow_op(body, branch->args[0])))
        return 1;
    for (uint32_t i = 0; i < flow_op(body, branch->args[0])->arg_count; i++)
        if (constant_of(body, flow_op(body, branch->args[0])->args[i], &value, 0) && value > most)
            most = value;
    return most;
}

/* Bytes that one call hands over, as far as its constant arguments say: fwrite(p, 1, 65536, f). */
static double size_of(const struct flow_body *body, ir_id producer)
{
    const struct ir_op *call = flow_op(body, producer);
    double size = 1, value;

    if (strcmp(call->text, "fwrite") != 0)
        return 1;
    for (uint32_t i = 1; i < 3 && i < call->arg_count; i++)
        if (constant_of(body, call->args[i], &value, 0) && value > 0)
            size *= value;
    return size;
}

enum volume lazy_volume(const struct flow *flow, const struct flow_body *body, ir_id producer,
                        const struct lazy_kind *kind)
{
    const struct ir_op *call = flow_op(body, producer);
    ir_id header = body->function->blocks[call->block].loop;
    double volume;

    if (!kind->threshold || call->code != IR_CALL || flow->unit->language == IR_PYTHON)
        return VOLUME_UNKNOWN;
    volume = size_of(body, producer);
    if (header != IR_NONE)
        volume *= turns_of(body, header);
    return volume >= (double)kind->threshold * (double)TIMES_THRESHOLD ? VOLUME_FAR_BEYOND
                                                              : VOLUME_UNKNOWN;
}
