#include "instrument.h"

#include <stdlib.h>
#include <string.h>

#include "assembly.h"
#include "keep.h"
#include "statements.h"

/* --- places ---------------------------------------------------------------------------------- */

static bool find_timer(const struct ir_unit *unit, const struct spans *spans,
                       const struct region *region, struct marks *marks)
{
    const struct ir_op *ops = unit->functions[region->function].ops;
    const struct ir_range *from = &ops[region->start].at, *to = &ops[region->stop].at;
    const struct span *start =
        statements_at(spans, statements_offset(unit, from->line, from->column));
    const struct span *stop = statements_at(spans, statements_offset(unit, to->line, to->column));
    size_t before;

    if (!start || !stop || start == stop || start->closer != ';')
        return false;
    before = statements_start(unit->source, stop);
    if (statements_is_bound(unit->source + before))
        return false;
    *marks = (struct marks){start->end, before};
    return true;
}

/* A loop of a framework: its body, once around. */
static bool find_loop(const struct ir_unit *unit, const struct spans *spans,
                      const struct region *region, struct marks *marks)
{
    const struct span *head = statements_at(
        spans, statements_offset(unit, region->start_at.line, region->start_at.column));

    if (!head || head->closer != '{' || head->match == 0)
        return false;
    *marks = (struct marks){head->end, head->match};
    return true;
}

bool instrument_find(const struct ir_unit *unit, const struct region *region, struct marks *marks,
                     struct arena *arena)
{
    const struct ir_function *function = &unit->functions[region->function];
    struct spans spans = {0};
    size_t from = statements_offset(unit, function->extent.line, function->extent.column);
    size_t end = statements_offset(unit, function->extent.end_line, function->extent.end_column);

    *marks = (struct marks){0, 0};
    if (end <= from)
        return false;
    statements_find(unit->source, from, end, &spans, arena);
    if (region->kind == REGION_FRAMEWORK && region->start != IR_NONE)
        return find_loop(unit, &spans, region, marks);
    return region->start != IR_NONE && region->stop != IR_NONE &&
           find_timer(unit, &spans, region, marks);
}

/* --- text ------------------------------------------------------------------------------------ */

static int by_offset(const void *a, const void *b)
{
    const struct insertion *left = a, *right = b;

    if (left->offset != right->offset)
        return left->offset < right->offset ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

/* With its colons, since gcc takes an asm statement without them for one that clobbers memory. */
static const char *marker(unsigned number, const char *which, struct arena *arena)
{
    return arena_printf(arena, " __asm__ volatile(\"/* " ASSEMBLY_MARKER " %u %s */\" : : ); ",
                        number, which);
}

/* An empty statement of assembly that takes the address of the variable, or of what it points to,
 * and may read all memory: what it needs must be there when the clock stops. */
static const char *use(const struct confirm_question *question, struct arena *arena)
{
    return arena_printf(arena, " __asm__ volatile(\"\" : : \"r\"(%s%s) : \"memory\"); ",
                        question->is_buffer ? "" : "&", question->variable);
}

static void add_marks(const struct confirm_question *questions, const struct marks *marks,
                      size_t count, enum keep keep, struct insertions *insertions,
                      struct arena *arena)
{
    for (size_t i = 0; i < count && keep == KEEP_RESULTS; i++)
        if (marks[i].stop > 0 && questions[i].variable)
            *VEC_ADD(arena, &insertions->list) =
                (struct insertion){marks[i].stop, use(&questions[i], arena), 0};
    for (size_t i = 0; i < count; i++) {
        const char *stop = marker(marks[i].number, "stop", arena);

        if (marks[i].stop == 0 || marks[i].number != i)
            continue;
        *VEC_ADD(arena, &insertions->list) =
            (struct insertion){marks[i].start, marker(marks[i].number, "start", arena), 0};
        *VEC_ADD(arena, &insertions->list) = (struct insertion){marks[i].stop, stop, 0};
    }
}

/* Every function that a question is about. */
static void add_uses(const struct ir_unit *unit, const struct confirm_question *questions,
                     size_t count, struct insertions *insertions, struct arena *arena)
{
    bool *wanted = ARENA_ARRAY(arena, bool, unit->function_count + 1);

    for (size_t i = 0; i < count; i++)
        for (ir_id f = 0; f < unit->function_count; f++)
            wanted[f] |= f == questions[i].region->function || questions[i].region->reached[f];
    for (ir_id f = 0; f < unit->function_count; f++)
        if (wanted[f])
            keep_function(unit, f, insertions);
}

char *instrument_source(const struct ir_unit *unit, const struct confirm_question *questions,
                        const struct marks *marks, size_t count, enum keep keep,
                        struct arena *arena, size_t *length)
{
    struct insertions insertions = {0};
    struct strbuf text = {0};
    size_t at = 0;
    char *copy;

    if (keep == KEEP_EVERYTHING)
        add_uses(unit, questions, count, &insertions, arena);
    add_marks(questions, marks, count, keep, &insertions, arena);
    for (size_t i = 0; i < insertions.list.count; i++)
        insertions.list.items[i].order = i;
    if (insertions.list.count > 0)
        qsort(insertions.list.items, insertions.list.count, sizeof *insertions.list.items,
              by_offset);
    strbuf_printf(&text, "#line 1 \"%s\"\n", unit->path);
    for (size_t i = 0; i < insertions.list.count; i++) {
        const struct insertion *insertion = &insertions.list.items[i];

        strbuf_add(&text, unit->source + at, insertion->offset - at);
        strbuf_puts(&text, insertion->text);
        at = insertion->offset;
    }
    strbuf_add(&text, unit->source + at, unit->source_length - at);
    copy = arena_copy(arena, strbuf_text(&text), text.length);
    *length = text.length;
    strbuf_release(&text);
    return copy;
}
