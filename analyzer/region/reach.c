#include "reach.h"

#include <string.h>

#include "taint.h"

struct reach *reach_new(struct ir_unit *unit)
{
    struct reach *reach = ARENA_NEW(unit->arena, struct reach);
    reach->unit = unit;
    reach->words = unit->function_count / 64 + 1;
    reach->direct = ARENA_ARRAY(unit->arena, uint64_t *, unit->function_count + 1);
    return reach;
}

static void add_function(uint64_t *set, ir_id function)
{
    set[function / 64] |= UINT64_C(1) << (function % 64);
}

static void add_value(struct reach *reach, ir_id function, ir_id value, uint64_t *into)
{
    struct callee_set set = callees_of(reach->unit->callees, function, value);
    for (size_t i = 0; set.bits && i < set.words; i++)
        into[i] |= set.bits[i];
}

static void add_op(struct reach *reach, ir_id id, const struct ir_op *op, uint64_t *into)
{
    const struct ir_function *function = &reach->unit->functions[id];
    ir_id callee = taint_callee(reach->unit, function, op);
    if (callee != IR_NONE)
        add_function(into, callee);
    else if (op->code == IR_CALL)
        for (uint32_t i = 0; i < op->arg_count; i++)
            add_value(reach, id, op->args[i], into);
    else if ((op->code == IR_ITER || op->code == IR_ENTER) && op->arg_count)
        add_value(reach, id, op->args[0], into);
}

const uint64_t *reach_direct(struct reach *reach, ir_id id)
{
    const struct ir_function *function = &reach->unit->functions[id];
    if (!reach->direct[id]) {
        reach->direct[id] = ARENA_ARRAY(reach->unit->arena, uint64_t, reach->words);
        for (size_t i = 0; i < function->op_count; i++)
            add_op(reach, id, &function->ops[i], reach->direct[id]);
    }
    return reach->direct[id];
}

/* Adds what is new in `more` to the set, and those functions to the stack. */
static void add_new(uint64_t *set, const uint64_t *more, size_t words, ir_id *stack, size_t *height)
{
    for (size_t i = 0; i < words; i++) {
        uint64_t found = more[i] & ~set[i];
        set[i] |= found;
        for (; found; found &= found - 1)
            stack[(*height)++] = (ir_id)(i * 64 + (size_t)__builtin_ctzll(found));
    }
}

/* Each function is looked at once, however long the chain of calls is. */
static void close_over(struct reach *reach, uint64_t *set)
{
    struct arena scratch = {0};
    ir_id *stack = ARENA_ARRAY(&scratch, ir_id, reach->unit->function_count + 1);
    uint64_t *begin = ARENA_ARRAY(&scratch, uint64_t, reach->words);
    size_t height = 0;
    memcpy(begin, set, reach->words * sizeof *begin);
    memset(set, 0, reach->words * sizeof *set);
    add_new(set, begin, reach->words, stack, &height);
    while (height > 0)
        add_new(set, reach_direct(reach, stack[--height]), reach->words, stack, &height);
    arena_release(&scratch);
}

bool *reach_from(struct reach *reach, ir_id function, const bool *inside, const bool *begin)
{
    const struct ir_unit *unit = reach->unit;
    struct arena scratch = {0};
    uint64_t *set = ARENA_ARRAY(&scratch, uint64_t, reach->words);
    bool *reached = ARENA_ARRAY(unit->arena, bool, unit->function_count + 1);
    for (ir_id f = 0; begin && f < unit->function_count; f++)
        if (begin[f])
            add_function(set, f);
    if (function != IR_NONE && !inside)
        memcpy(set, reach_direct(reach, function), reach->words * sizeof *set);
    for (size_t i = 0; inside && i < unit->functions[function].op_count; i++)
        if (inside[i])
            add_op(reach, function, &unit->functions[function].ops[i], set);
    close_over(reach, set);
    for (ir_id f = 0; f < unit->function_count; f++)
        reached[f] = set[f / 64] >> (f % 64) & 1;
    arena_release(&scratch);
    return reached;
}
