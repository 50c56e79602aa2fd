#include "tries.h"

#include "control.h"
#include "ir_graph.h"

/* A switch that nobody wrote: to the body, else to a handler. */
static bool is_try(const struct ir_function *function, ir_id block)
{
    const struct ir_op *end = &function->ops[control_terminator(function, block)];

    return end->code == IR_SWITCH && end->flags & IR_IMPLICIT && end->target_count > 1;
}

struct tries tries_of(struct arena *arena, const struct ir_function *function)
{
    struct tries tries = {.words = bits_words(function->block_count)};
    ir_id *dominators = NULL;

    for (ir_id b = 0; b < function->block_count; b++) {
        const struct ir_op *end = &function->ops[control_terminator(function, b)];
        uint64_t *blocks;

        if (!function->blocks[b].reachable || !is_try(function, b))
            continue;
        if (!dominators)
            dominators = ir_dominators(arena, function);
        blocks = bits_new(arena, tries.words);
        for (ir_id inner = 0; inner < function->block_count; inner++)
            if (function->blocks[inner].reachable &&
                ir_dominates(dominators, end->targets[0], inner))
                bits_add(blocks, inner);
        for (uint32_t t = 1; t < end->target_count; t++)
            *VEC_ADD(arena, &tries.list) = (struct try_body){end->targets[t], blocks};
    }
    return tries;
}
