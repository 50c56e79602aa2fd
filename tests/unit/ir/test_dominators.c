#include <criterion/criterion.h>
#include <stdlib.h>

#include "ir.h"
#include "ir_graph.h"

enum { BLOCKS_MAX = 12, CHAIN = 50000 };

static const struct ir_range nowhere = {1, 1, 1, 2};

static void end_block(struct ir_builder *builder, const ir_id *targets, unsigned count)
{
    struct ir_op condition = ir_new_op(IR_CONST, nowhere), leave = ir_new_op(IR_RETURN, nowhere);

    condition.text = "c";
    if (count == 0)
        ir_emit(builder, &leave);
    else if (count == 1)
        ir_jump(builder, targets[0], nowhere);
    else
        ir_branch(builder, ir_emit(builder, &condition), targets[0], targets[1], nowhere);
}

static struct ir_unit *new_unit(struct arena *arena)
{
    struct ir_unit *unit = ARENA_NEW(arena, struct ir_unit);
    struct ir_function header = {.name = "f", .parent = IR_NONE, .type = IR_NONE};

    unit->arena = arena;
    unit->names = map_new();
    ir_function_add(unit, &header);
    return unit;
}

static void release(struct ir_unit *unit)
{
    struct arena *arena = unit->arena;

    map_free(unit->names);
    arena_release(arena);
}

/* Whether `to` is reached from the entry without going through `without`. */
static bool reaches(const struct ir_function *function, ir_id to, ir_id without)
{
    bool seen[BLOCKS_MAX] = {false};
    ir_id stack[BLOCKS_MAX];
    size_t depth = 0;

    if (without != 0) {
        seen[0] = true;
        stack[depth++] = 0;
    }
    while (depth > 0) {
        const struct ir_block *block = &function->blocks[stack[--depth]];

        for (uint32_t i = 0; i < block->successor_count; i++) {
            ir_id next = block->successors[i];
            if (next != without && !seen[next]) {
                seen[next] = true;
                stack[depth++] = next;
            }
        }
    }
    return seen[to];
}

Test(dominators, are_what_every_way_goes_through)
{
    srandom(1);
    for (int round = 0; round < 300; round++) {
        struct arena arena = {0};
        struct ir_unit *unit = new_unit(&arena);
        struct ir_builder *builder = ir_builder_new(unit, 0);
        const struct ir_function *function = &unit->functions[0];
        struct ir_dominance dominance;
        ir_id *above;

        for (int i = 1; i < BLOCKS_MAX; i++)
            ir_new_block(builder);
        for (ir_id i = 0; i < BLOCKS_MAX; i++) {
            ir_id targets[2] = {(ir_id)(random() % BLOCKS_MAX), (ir_id)(random() % BLOCKS_MAX)};

            ir_set_block(builder, i);
            end_block(builder, targets, (unsigned)(random() % 8 + 1) / 3);
        }
        ir_builder_finish(builder);
        above = ir_dominators(&arena, function);
        dominance = ir_dominance_of(&arena, function);
        for (ir_id a = 0; a < BLOCKS_MAX; a++) {
            for (ir_id b = 0; b < BLOCKS_MAX; b++) {
                bool both = reaches(function, a, IR_NONE) && reaches(function, b, IR_NONE);
                bool expected = both && (a == b || !reaches(function, b, a));

                cr_assert_eq(ir_dominance_holds(&dominance, a, b), expected,
                             "round %d: %u, %u", round, a, b);
                if (both)
                    cr_assert_eq(ir_dominates(above, a, b), expected, "round %d", round);
            }
        }
        release(unit);
    }
}

/* A chain of branches that all meet in one block took time that grew with their square. */
Test(dominators, of_a_long_chain_take_a_moment)
{
    struct arena arena = {0};
    struct ir_unit *unit = new_unit(&arena);
    struct ir_builder *builder = ir_builder_new(unit, 0);
    ir_id out = ir_new_block(builder), at = ir_new_block(builder);
    ir_id *above;

    ir_jump(builder, at, nowhere);
    for (int i = 0; i < CHAIN; i++) {
        ir_id targets[2] = {out, ir_new_block(builder)};

        ir_set_block(builder, at);
        end_block(builder, targets, 2);
        at = targets[1];
    }
    ir_set_block(builder, at);
    ir_jump(builder, out, nowhere);
    ir_set_block(builder, out);
    end_block(builder, NULL, 0);
    ir_builder_finish(builder);
    above = ir_dominators(&arena, &unit->functions[0]);
    cr_expect_eq(above[out], 2, "the first branch");
    cr_expect_eq(unit->functions[0].blocks[out].predecessor_count, CHAIN + 1);
    release(unit);
}
