#include <criterion/criterion.h>
#include <string.h>

#include "ir.h"
#include "ir_graph.h"

static const struct ir_range nowhere = {1, 1, 1, 2};

static struct ir_unit *new_unit(struct arena *arena)
{
    struct ir_unit *unit = ARENA_NEW(arena, struct ir_unit);

    unit->arena = arena;
    unit->names = map_new();
    unit->path = "t.c";
    unit->source = "one\n  two(x);\nthree\n";
    unit->source_length = strlen(unit->source);
    return unit;
}

static void release(struct ir_unit *unit)
{
    struct arena *arena = unit->arena;

    map_free(unit->names);
    arena_release(arena);
}

static ir_id new_function(struct ir_unit *unit)
{
    struct ir_function header = {.name = "f", .parent = IR_NONE, .type = IR_NONE};

    return ir_function_add(unit, &header);
}

static ir_id constant(struct ir_builder *builder, const char *text)
{
    struct ir_op op = ir_new_op(IR_CONST, nowhere);

    op.text = text;
    return ir_emit(builder, &op);
}

static void leave(struct ir_builder *builder)
{
    struct ir_op op = ir_new_op(IR_RETURN, nowhere);

    ir_emit(builder, &op);
}

/* b0 -> b1 (header) -> b2 (inner header) -> b3 -> b2 | b2 -> b4 -> b1 | b1 -> b5 */
static const struct ir_function *nested_loops(struct ir_unit *unit)
{
    ir_id function = new_function(unit);
    struct ir_builder *builder = ir_builder_new(unit, function);
    ir_id b[6] = {0};

    for (int i = 1; i < 6; i++)
        b[i] = ir_new_block(builder);
    ir_jump(builder, b[1], nowhere);
    ir_set_block(builder, b[1]);
    ir_branch(builder, constant(builder, "c"), b[2], b[5], nowhere);
    ir_set_block(builder, b[2]);
    ir_branch(builder, constant(builder, "c"), b[3], b[4], nowhere);
    ir_set_block(builder, b[3]);
    ir_jump(builder, b[2], nowhere);
    ir_set_block(builder, b[4]);
    ir_jump(builder, b[1], nowhere);
    ir_set_block(builder, b[5]);
    leave(builder);
    ir_builder_finish(builder);
    return &unit->functions[function];
}

Test(ir, loops_are_nested)
{
    struct arena arena = {0};
    struct ir_unit *unit = new_unit(&arena);
    const struct ir_function *function = nested_loops(unit);
    static const uint32_t depth[6] = {0, 1, 2, 2, 1, 0};
    static const ir_id loop[6] = {IR_NONE, 1, 2, 2, 1, IR_NONE};

    cr_assert_null(ir_check(unit));
    for (size_t i = 0; i < 6; i++) {
        cr_expect_eq(function->blocks[i].loop_depth, depth[i], "block %zu", i);
        cr_expect_eq(function->blocks[i].loop, loop[i], "block %zu", i);
        cr_expect(function->blocks[i].reachable);
    }
    release(unit);
}

Test(ir, dominators_both_ways)
{
    struct arena arena = {0};
    struct ir_unit *unit = new_unit(&arena);
    const struct ir_function *function = nested_loops(unit);
    ir_id *above = ir_dominators(&arena, function);
    ir_id *below = ir_post_dominators(&arena, function);
    static const ir_id dominator[6] = {0, 0, 1, 2, 2, 1};
    static const ir_id post[6] = {1, 5, 4, 2, 1, IR_NONE};

    for (size_t i = 0; i < 6; i++) {
        cr_expect_eq(above[i], dominator[i], "dominator of %zu is %u", i, above[i]);
        cr_expect_eq(below[i], post[i], "post-dominator of %zu is %u", i, below[i]);
    }
    cr_expect(ir_dominates(above, 1, 4));
    cr_expect_not(ir_dominates(above, 3, 4));
    release(unit);
}

Test(ir, code_after_a_terminator_is_unreachable)
{
    struct arena arena = {0};
    struct ir_unit *unit = new_unit(&arena);
    ir_id function = new_function(unit);
    struct ir_builder *builder = ir_builder_new(unit, function);

    leave(builder);
    cr_expect(ir_block_ended(builder));
    constant(builder, "late");
    ir_builder_finish(builder);
    cr_assert_null(ir_check(unit));
    cr_assert_eq(unit->functions[function].block_count, 2);
    cr_expect_not(unit->functions[function].blocks[1].reachable);
    release(unit);
}

Test(ir, check_finds_an_operand_that_is_no_value)
{
    struct arena arena = {0};
    struct ir_unit *unit = new_unit(&arena);
    struct ir_builder *builder = ir_builder_new(unit, new_function(unit));
    struct ir_op op = ir_new_op(IR_RETURN, nowhere);
    ir_id missing = 7;

    op.args = &missing;
    op.arg_count = 1;
    ir_emit(builder, &op);
    ir_builder_finish(builder);
    cr_assert_not_null(ir_check(unit));
    cr_expect_str_eq(ir_check(unit), "f: operand 0 of %0 is 7, which is no value");
    release(unit);
}

Test(ir, equal_types_are_one)
{
    struct arena arena = {0};
    struct ir_unit *unit = new_unit(&arena);
    char name[] = "double";
    struct ir_type type = {.kind = IR_TYPE_FLOAT, .name = name, .size = 8, .element = IR_NONE};
    ir_id first = ir_type_add(unit, &type);

    name[0] = 'd';
    cr_expect_eq(ir_type_add(unit, &type), first);
    type.is_volatile = true;
    cr_expect_neq(ir_type_add(unit, &type), first);
    for (int i = 0; i < 100; i++) {
        type.size = (uint64_t)i + 100;
        ir_type_add(unit, &type);
    }
    cr_expect_eq(unit->type_count, 102);
    cr_expect_str_eq(ir_type_of(unit, first)->name, "double");
    cr_expect_eq(ir_type_of(unit, IR_NONE)->kind, IR_TYPE_UNKNOWN);
    release(unit);
}

Test(ir, source_text_is_cut_out)
{
    struct arena arena = {0};
    struct ir_unit *unit = new_unit(&arena);
    struct slice text = ir_source_text(unit, NULL, (struct ir_range){2, 3, 2, 9}, 80);

    cr_expect(slice_is(text, "two(x)"));
    cr_expect(slice_is(ir_source_text(unit, NULL, (struct ir_range){2, 3, 9, 1}, 80), "two(x);"));
    cr_expect(slice_is(ir_source_text(unit, NULL, (struct ir_range){2, 3, 2, 9}, 3), "two"));
    cr_expect_eq(ir_source_text(unit, NULL, (struct ir_range){99, 1, 99, 4}, 80).length, 0);
    release(unit);
}

Test(ir, every_code_prints)
{
    struct arena arena = {0};
    struct ir_unit *unit = new_unit(&arena);
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);

    nested_loops(unit);
    ir_print(unit, stream);
    fclose(stream);
    cr_expect(strstr(text, "unit t.c c\nfunction f 0:0 ()\n  b0:\n"), "%s", text);
    cr_expect(strstr(text, "  b2: loop b2 depth 2\n    1:1\t%3 = const 'c'\n"), "%s", text);
    cr_expect(strstr(text, "    1:1\tbranch (%3) b3 b4\n"), "%s", text);
    free(text);
    release(unit);
}
