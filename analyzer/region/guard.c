#include "guard.h"

#include "path.h"
#include "str.h"

struct guard {
    ir_id condition; /* IR_NONE: nothing decides */
    uint32_t arm;
};

/* The branch right before the operation's block, to which nothing else leads. */
static struct guard guard_of(const struct ir_function *function, ir_id op)
{
    ir_id id = function->ops[op].block;
    const struct ir_block *block = &function->blocks[id], *before;
    const struct ir_op *branch;

    if (block->predecessor_count != 1)
        return (struct guard){IR_NONE, 0};
    before = &function->blocks[block->predecessors[0]];
    branch = before->count ? &function->ops[function->order[before->first + before->count - 1]]
                           : NULL;
    for (uint32_t t = 0; branch && branch->code == IR_BRANCH && t < branch->target_count; t++)
        if (branch->targets[t] == id)
            return (struct guard){branch->args[0], t};
    return (struct guard){IR_NONE, 0};
}

/* Comparisons and sums of variables and constants that are written the same way. */
static bool same_value(const struct ir_function *function, ir_id a, ir_id b, int depth)
{
    const struct ir_op *one = &function->ops[a], *other = &function->ops[b];

    if (depth == 0 || one->code != other->code || one->arg_count != other->arg_count)
        return false;
    if (one->code == IR_LOAD)
        return one->place.variable != IR_NONE && one->place.variable == other->place.variable &&
               one->place.index == IR_NONE && other->place.index == IR_NONE &&
               str_same(one->place.field, other->place.field);
    if ((one->code != IR_CONST && one->code != IR_COMPUTE) || !str_same(one->text, other->text))
        return false;
    for (uint32_t i = 0; i < one->arg_count; i++)
        if (!same_value(function, one->args[i], other->args[i], depth - 1))
            return false;
    return true;
}

/* Whether the value is made of what the variable holds. */
static bool depends_on(const struct ir_function *function, ir_id value, ir_id variable, int depth)
{
    const struct ir_op *op = &function->ops[value];
    bool found = op->code == IR_LOAD && op->place.variable == variable;

    for (uint32_t i = 0; depth > 0 && !found && i < op->arg_count; i++)
        found = depends_on(function, op->args[i], variable, depth - 1);
    return found;
}

bool *guard_inside(struct arena *arena, const struct ir_function *function, ir_id start,
                   ir_id stop)
{
    enum { DEPTH_MAX = 6 }; /* of a condition */
    ir_id loop = function->blocks[function->ops[start].block].loop;
    struct guard first = guard_of(function, start), last = guard_of(function, stop);
    bool *inside;

    if (loop == IR_NONE || function->blocks[function->ops[stop].block].loop != loop ||
        first.condition == IR_NONE || last.condition == IR_NONE || first.arm != last.arm ||
        !same_value(function, first.condition, last.condition, DEPTH_MAX))
        return NULL;
    inside = path_in_round(arena, function, start, stop, loop);
    for (size_t i = 0; inside && i < function->op_count; i++)
        if (inside[i] && function->ops[i].code == IR_STORE &&
            depends_on(function, last.condition, function->ops[i].place.variable, DEPTH_MAX))
            return NULL; /* by then it is another condition */
    return inside;
}
