#include "use.h"

#include <string.h>

static bool leaves_loop(const struct ir_function *function, const struct ir_op *branch)
{
    ir_id loop = function->blocks[branch->block].loop;
    for (uint32_t t = 0; t < branch->target_count; t++)
        if (loop != IR_NONE && function->blocks[branch->targets[t]].loop != loop)
            return true;
    return false;
}

/* What a comparison is made of. */
static bool is_logic(const struct ir_op *op)
{
    static const char *const operators[] = {"<",  ">", "<=",  ">=", "==",  "!=",  "&&",
                                            "||", "!", "and", "or", "not", "cast"};
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        if (op->code == IR_COMPUTE && strcmp(op->text, operators[i]) == 0)
            return true;
    }
    return false;
}

static enum use follow(const struct ir_function *function, ir_id value, int depth)
{
    bool checked = false, ends_loop = false;
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        for (uint32_t a = 0; a < op->arg_count; a++) {
            if (op->args[a] != value)
                continue;
            enum use use = USE_RESULT;
            if (depth < 8 && is_logic(op))
                use = follow(function, (ir_id)i, depth + 1);
            else if (op->code == IR_BRANCH && depth)
                use = leaves_loop(function, op) ? USE_LOOP_END : USE_CHECK;
            if (use == USE_RESULT)
                return USE_RESULT;
            checked = true;
            ends_loop |= use == USE_LOOP_END;
        }
    }
    if (!checked)
        return USE_RESULT;
    return ends_loop ? USE_LOOP_END : USE_CHECK;
}

enum use use_of(const struct ir_function *function, ir_id difference)
{
    return follow(function, difference, 0);
}

bool use_is_reported(const struct ir_function *function, ir_id value)
{
    for (size_t i = 0; i < function->op_count; i++) {
        const struct ir_op *op = &function->ops[i];
        for (uint32_t a = 0; a < op->arg_count; a++)
            if (op->args[a] == value &&
                (op->code == IR_RETURN || op->code == IR_CALL ||
                 (op->code == IR_COMPUTE && op->text[0] && strchr("/*", op->text[0]))))
                return true;
    }
    return false;
}
