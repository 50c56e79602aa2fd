/* Texts that are put together keep the places of their parts. */
#include <criterion/criterion.h>

#include "ir_text.h"

static struct ir_range placed(const struct ir_text *text, uint32_t line, uint32_t from, uint32_t to)
{
    struct ir_variable variable = {.at = {line, from, line, to}};
    struct ir_unit unit = {.variables = &variable, .variable_count = 1};

    ir_text_place(&unit, text);
    return variable.at;
}

static void expect(struct ir_range at, uint32_t line, uint32_t column, uint32_t end_column)
{
    cr_expect_eq(at.line, line, "line %u, not %u", at.line, line);
    cr_expect_eq(at.column, column, "column %u, not %u", at.column, column);
    cr_expect_eq(at.end_column, end_column, "end %u, not %u", at.end_column, end_column);
}

Test(ir_text, parts_stand_where_they_were_written)
{
    struct arena arena = {0};
    struct ir_text_builder builder;

    ir_text_start(&builder, &arena, &(struct ir_text){"a = 1\nb = 2", 11, NULL, 0});
    ir_text_add_still(&builder, "\ndef f():\n    ", 2, 5);
    ir_text_add(&builder, slice_of("x"), 2, 6);
    ir_text_add(&builder, slice_of("y"), 2, 7);
    ir_text_add(&builder, slice_of("z"), 2, 9); /* behind an escape */
    struct ir_text text = ir_text_finish(&builder);
    cr_assert_str_eq(text.text, "a = 1\nb = 2\ndef f():\n    xyz");
    expect(placed(&text, 2, 1, 6), 2, 1, 6);
    expect(placed(&text, 3, 5, 6), 2, 5, 5);
    expect(placed(&text, 4, 5, 6), 2, 6, 7);
    expect(placed(&text, 4, 5, 8), 2, 6, 10);
    expect(placed(&text, 4, 7, 8), 2, 9, 10);
    arena_release(&arena);
}

Test(ir_text, lines_are_counted_in_their_cell)
{
    struct ir_cell cells[] = {{1, 2}, {5, 3}};
    struct ir_unit notebook = {.cells = cells, .cell_count = 2}, file = {0};
    uint32_t line = 6;

    cr_expect_eq(ir_cell_of(&notebook, &line), 3);
    cr_expect_eq(line, 2);
    line = 4;
    cr_expect_eq(ir_cell_of(&notebook, &line), 2);
    cr_expect_eq(line, 4);
    line = 6;
    cr_expect_eq(ir_cell_of(&file, &line), 0);
    cr_expect_eq(line, 6);
}
