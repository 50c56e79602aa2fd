#include "hosted.h"

#include <string.h>

#include "bits.h"
#include "control.h"
#include "str.h"

enum answer { ANSWER_NONE, ANSWER_DEVICE, ANSWER_HOST };

/* "cuda" names a device, "cpu" the host. */
static enum answer named(const struct flow *flow, const struct ir_op *op)
{
    if (op->code != IR_CONST)
        return ANSWER_NONE;
    if (model_is_literal(flow->model, resolve_class(flow->unit, op->type)))
        return ANSWER_DEVICE;
    return !strcmp(op->text, "\"cpu\"") || !strcmp(op->text, "'cpu'") ? ANSWER_HOST : ANSWER_NONE;
}

static enum answer other(enum answer answer)
{
    return answer == ANSWER_NONE     ? ANSWER_NONE
           : answer == ANSWER_DEVICE ? ANSWER_HOST
                                     : ANSWER_DEVICE;
}

/* What it means for the condition to hold. */
static enum answer meaning(const struct flow *flow, const struct flow_body *body, ir_id id)
{
    const struct ir_op *op = flow_op(body, id);
    enum answer answer = ANSWER_NONE;

    if (op->code == IR_CALL && str_ends(op->text, ".is_available"))
        return ANSWER_DEVICE;
    if (op->code != IR_COMPUTE)
        return ANSWER_NONE;
    if (!strcmp(op->text, "not") && op->arg_count == 1)
        return other(meaning(flow, body, op->args[0]));
    for (uint32_t i = 0; i < op->arg_count && answer == ANSWER_NONE; i++)
        answer = named(flow, flow_op(body, op->args[i]));
    if (!strcmp(op->text, "=="))
        return answer;
    return !strcmp(op->text, "!=") ? other(answer) : ANSWER_NONE;
}

/* Whether control comes from one block to the other without passing the branch again. */
static bool leads_to(const struct flow *flow, const struct ir_function *function, ir_id from,
                     ir_id to, ir_id branch)
{
    ir_id *stack = ARENA_ARRAY(flow->arena, ir_id, function->block_count + 1);
    bool *seen = ARENA_ARRAY(flow->arena, bool, function->block_count + 1);
    size_t depth = 0;

    seen[branch] = seen[from] = true;
    stack[depth++] = from;
    while (depth > 0) {
        const struct ir_block *block = &function->blocks[stack[--depth]];

        if (block == &function->blocks[to])
            return true;
        for (uint32_t s = 0; s < block->successor_count; s++)
            if (!seen[block->successors[s]]) {
                seen[block->successors[s]] = true;
                stack[depth++] = block->successors[s];
            }
    }
    return false;
}

static bool leads_for_host(const struct flow *flow, const struct flow_body *body, ir_id branch,
                           ir_id block)
{
    const struct ir_function *function = body->function;
    const struct ir_op *last = flow_op(body, control_terminator(function, branch));
    const struct ir_block *of = &function->blocks[branch];
    enum answer answer;

    if (last->code != IR_BRANCH || of->successor_count != 2)
        return false;
    answer = meaning(flow, body, last->args[0]);
    return answer != ANSWER_NONE &&
           leads_to(flow, function, of->successors[answer == ANSWER_DEVICE], block, branch) &&
           !leads_to(flow, function, of->successors[answer != ANSWER_DEVICE], block, branch);
}

bool hosted_only(const struct flow *flow, const struct flow_body *body, ir_id op)
{
    const struct control *control = control_new(flow, body->function);
    ir_id block = flow_op(body, op)->block;

    for (size_t i = control ? control->first[block] : 0;
         control && i < control->first[block + 1]; i++)
        if (leads_for_host(flow, body, control->deciders[i], block))
            return true;
    return false;
}
