#include "ir_text.h"

#include <string.h>

static void advance(struct ir_text_builder *builder, struct slice bytes)
{
    strbuf_add(&builder->text, bytes.at, bytes.length);
    for (size_t i = 0; i < bytes.length; i++) {
        bool ends = bytes.at[i] == '\n';
        builder->line += ends;
        builder->column = ends ? 1 : builder->column + 1;
    }
}

void ir_text_start(struct ir_text_builder *builder, struct arena *arena,
                   const struct ir_text *first)
{
    *builder = (struct ir_text_builder){.arena = arena, .line = 1, .column = 1};
    if (!first)
        return;
    for (size_t i = 0; i < first->segment_count; i++)
        *VEC_ADD(arena, &builder->segments) = first->segments[i];
    if (first->segment_count == 0)
        *VEC_ADD(arena, &builder->segments) = (struct ir_segment){1, 1, 1, 1, false};
    advance(builder, (struct slice){first->text, first->length});
}

/* Whether what comes now stands where the last segment goes on anyway. */
static bool goes_on(const struct ir_text_builder *builder, uint32_t line, uint32_t column)
{
    size_t count = builder->segments.count;
    const struct ir_segment *last = count ? &builder->segments.items[count - 1] : NULL;
    if (!last || last->still)
        return false;
    if (builder->line == last->line)
        return line == last->to_line && column == last->to_column + builder->column - last->column;
    return line == last->to_line + builder->line - last->line && column == builder->column;
}

void ir_text_add(struct ir_text_builder *builder, struct slice bytes, uint32_t line,
                 uint32_t column)
{
    if (bytes.length && !goes_on(builder, line, column))
        *VEC_ADD(builder->arena, &builder->segments) =
            (struct ir_segment){builder->line, builder->column, line, column, false};
    advance(builder, bytes);
}

void ir_text_add_still(struct ir_text_builder *builder, const char *text, uint32_t line,
                       uint32_t column)
{
    *VEC_ADD(builder->arena, &builder->segments) =
        (struct ir_segment){builder->line, builder->column, line, column, true};
    advance(builder, slice_of(text));
}

struct ir_text ir_text_finish(struct ir_text_builder *builder)
{
    struct ir_text text = {arena_copy(builder->arena, strbuf_text(&builder->text),
                                      builder->text.length),
                           builder->text.length, builder->segments.items, builder->segments.count};
    strbuf_release(&builder->text);
    return text;
}

/* The last segment that begins at the place or before it. */
static const struct ir_segment *segment_at(const struct ir_text *text, uint32_t line,
                                           uint32_t column)
{
    size_t low = 0, high = text->segment_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        const struct ir_segment *segment = &text->segments[middle];
        bool behind = segment->line > line || (segment->line == line && segment->column > column);
        *(behind ? &high : &low) = middle;
    }
    return &text->segments[low];
}

static void place(const struct ir_text *text, uint32_t *line, uint32_t *column, bool is_end)
{
    /* An end is the place behind the last byte: it belongs to the segment of that byte. */
    uint32_t looked_at = is_end && *column > 1 ? *column - 1 : *column;
    const struct ir_segment *segment = segment_at(text, *line, looked_at);
    uint32_t to_line = segment->to_line, to_column = segment->to_column;
    if (!segment->still && *line == segment->line) {
        to_column += *column - segment->column;
    } else if (!segment->still) {
        to_line += *line - segment->line;
        to_column = *column;
    }
    *line = to_line;
    *column = to_column;
}

static void place_range(const struct ir_text *text, struct ir_range *at)
{
    if (!at->line)
        return;
    place(text, &at->line, &at->column, false);
    place(text, &at->end_line, &at->end_column, true);
}

void ir_text_place(struct ir_unit *unit, const struct ir_text *text)
{
    if (text->segment_count == 0)
        return;
    for (size_t f = 0; f < unit->function_count; f++) {
        struct ir_function *function = &unit->functions[f];
        place_range(text, &function->at);
        place_range(text, &function->extent);
        for (size_t i = 0; i < function->op_count; i++)
            place_range(text, &function->ops[i].at);
    }
    for (size_t i = 0; i < unit->variable_count; i++)
        place_range(text, &unit->variables[i].at);
    for (size_t i = 0; i < unit->import_count; i++)
        place_range(text, &unit->imports[i].at);
    for (size_t i = 0; i < unit->gap_count; i++)
        place_range(text, &unit->gaps[i].at);
    for (size_t i = 0; i < unit->comment_count; i++)
        place_range(text, &unit->comments[i].at);
}

uint32_t ir_cell_of(const struct ir_unit *unit, uint32_t *line)
{
    size_t cell = unit->cell_count;
    while (cell > 0 && unit->cells[cell - 1].line > *line)
        cell--;
    if (cell == 0 || *line == 0)
        return 0;
    *line -= unit->cells[cell - 1].line - 1;
    return unit->cells[cell - 1].number;
}
