/* Builds one function: operations are appended to blocks in any order, and put into their final
 * form by ir_builder_finish. */
#include <string.h>

#include "err.h"
#include "ir.h"
#include "ir_graph.h"

struct ir_builder {
    struct ir_unit *unit;
    ir_id function;
    ir_id current;
    struct arena growing; /* holds `ops` until their number is known */
    VEC(struct ir_op) ops;
    VEC(ir_id) last; /* per block: its last operation, or IR_NONE */
};

struct ir_builder *ir_builder_new(struct ir_unit *unit, ir_id function)
{
    struct ir_builder *builder = ARENA_NEW(unit->arena, struct ir_builder);

    builder->unit = unit;
    builder->function = function;
    builder->current = ir_new_block(builder);
    return builder;
}

ir_id ir_new_block(struct ir_builder *builder)
{
    *VEC_ADD(builder->unit->arena, &builder->last) = IR_NONE;
    return (ir_id)(builder->last.count - 1);
}

void ir_set_block(struct ir_builder *builder, ir_id block)
{
    builder->current = block;
}

ir_id ir_current_block(const struct ir_builder *builder)
{
    return builder->current;
}

static bool block_ended(const struct ir_builder *builder, ir_id block)
{
    ir_id last = builder->last.items[block];

    return last != IR_NONE && (ir_fields(builder->ops.items[last].code) & IRF_B);
}

bool ir_block_ended(const struct ir_builder *builder)
{
    return block_ended(builder, builder->current);
}

static const ir_id *copy_ids(struct arena *arena, const ir_id *ids, uint32_t count)
{
    ir_id *copy;

    if (count == 0)
        return NULL;
    copy = ARENA_ARRAY(arena, ir_id, count);
    memcpy(copy, ids, count * sizeof *copy);
    return copy;
}

ir_id ir_emit(struct ir_builder *builder, const struct ir_op *op)
{
    struct arena *arena = builder->unit->arena;
    struct ir_op *added;

    if (block_ended(builder, builder->current))
        builder->current = ir_new_block(builder);
    added = VEC_ADD(&builder->growing, &builder->ops);
    *added = *op;
    added->block = builder->current;
    added->args = copy_ids(arena, op->args, op->arg_count);
    added->targets = copy_ids(arena, op->targets, op->target_count);
    if (op->keywords) {
        const char **keywords = ARENA_ARRAY(arena, const char *, op->arg_count);
        memcpy(keywords, op->keywords, op->arg_count * sizeof *keywords);
        added->keywords = keywords;
    }
    builder->last.items[builder->current] = (ir_id)(builder->ops.count - 1);
    return (ir_id)(builder->ops.count - 1);
}

struct ir_op *ir_built(struct ir_builder *builder, ir_id op)
{
    if (op >= builder->ops.count)
        bug("operation %u of %zu", op, builder->ops.count);
    return &builder->ops.items[op];
}

size_t ir_built_count(const struct ir_builder *builder)
{
    return builder->ops.count;
}

void ir_jump(struct ir_builder *builder, ir_id target, struct ir_range at)
{
    struct ir_op op = ir_new_op(IR_JUMP, at);

    op.targets = &target;
    op.target_count = 1;
    ir_emit(builder, &op);
}

void ir_branch(struct ir_builder *builder, ir_id condition, ir_id yes, ir_id no,
               struct ir_range at)
{
    struct ir_op op = ir_new_op(IR_BRANCH, at);
    ir_id targets[2] = {yes, no};

    op.args = &condition;
    op.arg_count = 1;
    op.targets = targets;
    op.target_count = 2;
    ir_emit(builder, &op);
}

/* A block without a terminator ends here: control was never told to go on. */
static void close_blocks(struct ir_builder *builder)
{
    size_t count = builder->last.count;

    for (size_t i = 0; i < count; i++) {
        if (!block_ended(builder, (ir_id)i)) {
            struct ir_op stop = ir_new_op(IR_STOP, (struct ir_range){0});

            stop.flags = IR_IMPLICIT;
            builder->current = (ir_id)i;
            ir_emit(builder, &stop);
        }
    }
}

/* Orders operations block after block, each block's in the order of emission. */
static void place_ops(struct ir_builder *builder, struct ir_function *function)
{
    ir_id *order = ARENA_ARRAY(builder->unit->arena, ir_id, builder->ops.count + 1);
    ir_id next = 0;

    for (size_t i = 0; i < builder->ops.count; i++)
        function->blocks[builder->ops.items[i].block].count++;
    for (size_t i = 0; i < function->block_count; i++) {
        function->blocks[i].first = next;
        next += function->blocks[i].count;
        function->blocks[i].count = 0;
    }
    for (size_t i = 0; i < builder->ops.count; i++) {
        struct ir_block *block = &function->blocks[builder->ops.items[i].block];
        order[block->first + block->count++] = (ir_id)i;
    }
    function->order = order;
}

void ir_builder_finish(struct ir_builder *builder)
{
    struct ir_function *function = &builder->unit->functions[builder->function];

    close_blocks(builder);
    function->op_count = builder->ops.count;
    function->ops = ARENA_ARRAY(builder->unit->arena, struct ir_op, function->op_count);
    memcpy(function->ops, builder->ops.items, function->op_count * sizeof *function->ops);
    function->block_count = builder->last.count;
    function->blocks = ARENA_ARRAY(builder->unit->arena, struct ir_block, function->block_count);
    place_ops(builder, function);
    arena_release(&builder->growing);
    ir_graph_complete(builder->unit->arena, function);
}
