#include "reach.h"

#include <string.h>

#include "taint.h"

struct reach *reach_new(struct ir_unit *unit)
{
    struct reach *reach = ARENA_NEW(unit->arena, struct reach);
    reach->unit = unit;
    reach->callees = callees_new(unit);
    reach->direct = ARENA_ARRAY(unit->arena, bool *, unit->function_count + 1);
    return reach;
}

static void add_value(struct reach *reach, ir_id function, ir_id value, bool *into)
{
    struct callee_set set = callees_of(reach->callees, function, value);
    for (ir_id f = 0; set.bits && f < reach->unit->function_count; f++)
        into[f] |= callee_set_has(&set, f);
}

static void add_op(struct reach *reach, ir_id id, const struct ir_op *op, bool *into)
{
    const struct ir_function *function = &reach->unit->functions[id];
    ir_id callee = taint_callee(reach->unit, function, op);
    if (callee != IR_NONE)
        into[callee] = true;
    else if (op->code == IR_CALL)
        for (uint32_t i = 0; i < op->arg_count; i++)
            add_value(reach, id, op->args[i], into);
    else if ((op->code == IR_ITER || op->code == IR_ENTER) && op->arg_count)
        add_value(reach, id, op->args[0], into);
}

static const bool *direct_of(struct reach *reach, ir_id id)
{
    const struct ir_function *function = &reach->unit->functions[id];
    if (!reach->direct[id]) {
        reach->direct[id] =
            ARENA_ARRAY(reach->unit->arena, bool, reach->unit->function_count + 1);
        for (size_t i = 0; i < function->op_count; i++)
            add_op(reach, id, &function->ops[i], reach->direct[id]);
    }
    return reach->direct[id];
}

bool *reach_from(struct reach *reach, ir_id function, const bool *inside, const bool *begin)
{
    const struct ir_unit *unit = reach->unit;
    size_t count = unit->function_count;
    bool *reached = ARENA_ARRAY(unit->arena, bool, count + 1);
    bool *done = ARENA_ARRAY(unit->arena, bool, count + 1);
    if (function == IR_NONE)
        memcpy(reached, begin, count * sizeof *reached);
    else if (!inside)
        memcpy(reached, direct_of(reach, function), count * sizeof *reached);
    else
        for (size_t i = 0; i < unit->functions[function].op_count; i++)
            if (inside[i])
                add_op(reach, function, &unit->functions[function].ops[i], reached);
    bool changed = true;
    while (changed) { /* every round finishes at least one function */
        changed = false;
        for (ir_id f = 0; f < count; f++) {
            if (!reached[f] || done[f])
                continue;
            done[f] = changed = true;
            const bool *direct = direct_of(reach, f);
            for (size_t g = 0; g < count; g++)
                reached[g] |= direct[g];
        }
    }
    return reached;
}
