/* `while state:` and `for _ in state:` in functions that a decorator or a call registers. */
#include <string.h>

#include "framework_internal.h"

static bool is_load_of(const struct ir_function *function, ir_id op, ir_id variable)
{
    return function->ops[op].code == IR_LOAD && function->ops[op].place.variable == variable &&
           !function->ops[op].place.field[0] && function->ops[op].place.index == IR_NONE;
}

/* The operation that each round runs once when this one asks the state whether to go on; or
 * IR_NONE. */
static ir_id round_of(const struct ir_function *function, ir_id id, ir_id state)
{
    const struct ir_op *op = &function->ops[id];
    if (!op->arg_count || function->blocks[op->block].loop == IR_NONE)
        return IR_NONE;
    if (op->code == IR_BRANCH)
        return is_load_of(function, op->args[0], state) ? op->args[0] : IR_NONE;
    if (op->code == IR_NEXT) {
        const struct ir_op *iteration = &function->ops[op->args[0]];
        return iteration->code == IR_ITER && is_load_of(function, iteration->args[0], state)
                   ? id
                   : IR_NONE;
    }
    return IR_NONE;
}

static void add_rounds(struct region_list *list, ir_id id, const struct idiom *idiom)
{
    const struct ir_function *function = &list->unit->functions[id];
    if (!function->parameter_count || framework_is_known(list, id, idiom->framework))
        return;
    for (ir_id i = 0; i < function->op_count; i++) {
        ir_id round = round_of(function, i, function->parameters[0]);
        if (round != IR_NONE)
            framework_add_loop(list, id, round, idiom->framework);
    }
}

void framework_visit_state(struct region_list *list, ir_id id)
{
    const struct ir_function *function = &list->unit->functions[id];
    for (uint32_t d = 0; d < function->decorator_count; d++) {
        const struct idiom *idiom = framework_idiom(list, IDIOM_STATE, function->decorators[d]);
        if (idiom)
            add_rounds(list, id, idiom);
    }
}

void framework_visit_handed_state(struct region_list *list, ir_id caller, ir_id value,
                                  const struct idiom *idiom)
{
    struct ir_unit *unit = list->unit;
    struct callee_set set = callees_of(list->unit->callees, caller, value);
    bool *chosen = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    for (ir_id f = 0; f < unit->function_count; f++)
        chosen[f] = callee_set_has(&set, f);
    for (ir_id f = 0; f < unit->function_count; f++)
        if (chosen[f])
            add_rounds(list, f, idiom);
}
