#include "instrument.h"

#include <stdlib.h>
#include <string.h>

#include "assembly.h"

/* --- statements ------------------------------------------------------------------------------ */

/* How a stretch of text between two statement boundaries ends. */
struct span {
    size_t start, end; /* end: behind the `;`, `{` or `}` */
    char closer;
    size_t match; /* closer `{`: the offset of its `}`; 0 when it was not seen */
};

struct spans {
    VEC(struct span) list;
};

/* Skips a comment, a string, a character or a preprocessor line that starts at `at`. */
static size_t skip_token(const char *text, size_t at, size_t end)
{
    char quote = text[at];

    if (quote == '/' && at + 1 < end && text[at + 1] == '/') {
        while (at < end && text[at] != '\n')
            at++;
        return at;
    }
    if (quote == '/' && at + 1 < end && text[at + 1] == '*') {
        const char *close = memmem(text + at + 2, end - at - 2, "*/", 2);
        return close ? (size_t)(close - text) + 2 : end;
    }
    if (quote == '"' || quote == '\'') {
        for (at++; at < end && text[at] != quote && text[at] != '\n'; at++)
            at += text[at] == '\\';
        return at + 1 < end ? at + 1 : end;
    }
    if (quote == '#') {
        while (at < end && (text[at] != '\n' || text[at - 1] == '\\'))
            at++;
        return at;
    }
    return at;
}

/* Nesting beyond this is not a benchmark's. */
enum { NESTING_MAX = 256 };

/* Divides text[from..end) at the `;` outside parentheses and at every brace. */
static void find_spans(const char *text, size_t from, size_t end, struct spans *spans,
                       struct arena *arena)
{
    size_t parens[NESTING_MAX] = {0}, open[NESTING_MAX] = {0};
    size_t depth = 0, start = from;

    for (size_t at = from; at < end;) {
        size_t after = skip_token(text, at, end);
        char c = text[at];

        if (after != at) {
            at = after;
            continue;
        }
        at++;
        parens[depth] += c == '(' || c == '[';
        if ((c == ')' || c == ']') && parens[depth] > 0)
            parens[depth]--;
        if (c != '{' && c != '}' && !(c == ';' && parens[depth] == 0))
            continue;
        *VEC_ADD(arena, &spans->list) = (struct span){start, at, c, 0};
        start = at;
        if (c == '{') {
            if (depth + 1 == NESTING_MAX)
                return;
            open[++depth] = spans->list.count - 1;
            parens[depth] = 0;
        } else if (c == '}' && depth > 0) {
            spans->list.items[open[depth--]].match = at - 1;
        }
    }
}

static const struct span *span_at(const struct spans *spans, size_t offset)
{
    for (size_t i = 0; i < spans->list.count; i++) {
        if (offset >= spans->list.items[i].start && offset < spans->list.items[i].end)
            return &spans->list.items[i];
    }
    return NULL;
}

static size_t offset_of(const struct ir_unit *unit, uint32_t line, uint32_t column)
{
    struct slice rest = ir_source_text(unit, (struct ir_range){line, column, 0, 0}, 1);

    return (size_t)(rest.at - unit->source);
}

/* The first character of a statement that is neither white space nor part of a comment. */
static size_t statement_start(const char *text, const struct span *span)
{
    size_t at = span->start;

    while (at < span->end) {
        size_t after = skip_token(text, at, span->end);

        if (after == at && text[at] != ' ' && text[at] != '\t' && text[at] != '\n' &&
            text[at] != '\r')
            break;
        at = after == at ? at + 1 : after;
    }
    return at;
}

static bool starts_with_word(const char *text, const char *word)
{
    size_t length = strlen(word);

    return strncmp(text, word, length) == 0 && strchr(" \t\n({:;", text[length]);
}

/* Nothing can be put before these without changing what they belong to. */
static bool is_bound(const char *text)
{
    return starts_with_word(text, "else") || starts_with_word(text, "case") ||
           starts_with_word(text, "default") || starts_with_word(text, "while") ||
           starts_with_word(text, "catch");
}

/* --- places ---------------------------------------------------------------------------------- */

static bool find_timer(const struct ir_unit *unit, const struct spans *spans,
                       const struct region *region, struct marks *marks)
{
    const struct ir_op *ops = unit->functions[region->function].ops;
    const struct ir_range *from = &ops[region->start].at, *to = &ops[region->stop].at;
    const struct span *start = span_at(spans, offset_of(unit, from->line, from->column));
    const struct span *stop = span_at(spans, offset_of(unit, to->line, to->column));
    size_t before;

    if (!start || !stop || start == stop || start->closer != ';')
        return false;
    before = statement_start(unit->source, stop);
    if (is_bound(unit->source + before))
        return false;
    *marks = (struct marks){start->end, before};
    return true;
}

/* A loop of a framework: its body, once around. */
static bool find_loop(const struct ir_unit *unit, const struct spans *spans,
                      const struct region *region, struct marks *marks)
{
    const struct span *head = span_at(
        spans, offset_of(unit, region->start_at.line, region->start_at.column));

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
    size_t from = offset_of(unit, function->extent.line, function->extent.column);
    size_t end = offset_of(unit, function->extent.end_line, function->extent.end_column);

    *marks = (struct marks){0, 0};
    if (end <= from)
        return false;
    find_spans(unit->source, from, end, &spans, arena);
    if (region->kind == REGION_FRAMEWORK)
        return find_loop(unit, &spans, region, marks);
    return region->start != IR_NONE && region->stop != IR_NONE &&
           find_timer(unit, &spans, region, marks);
}

/* --- text ------------------------------------------------------------------------------------ */

struct insertion {
    size_t offset;
    const char *text;
};

static int by_offset(const void *a, const void *b)
{
    const struct insertion *left = a, *right = b;

    return left->offset < right->offset ? -1 : left->offset > right->offset;
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

char *instrument_source(const struct ir_unit *unit, const struct confirm_question *questions,
                        const struct marks *marks, size_t count, bool keep, struct arena *arena,
                        size_t *length)
{
    struct insertion *list = ARENA_ARRAY(arena, struct insertion, count * 2 + 1);
    struct strbuf text = {0};
    size_t many = 0, at = 0;
    char *copy;

    for (size_t i = 0; i < count; i++) {
        const char *stop = marker((unsigned)i, "stop", arena);

        if (marks[i].stop == 0)
            continue;
        if (keep && questions[i].variable)
            stop = arena_printf(arena, "%s%s", use(&questions[i], arena), stop);
        list[many++] = (struct insertion){marks[i].start, marker((unsigned)i, "start", arena)};
        list[many++] = (struct insertion){marks[i].stop, stop};
    }
    qsort(list, many, sizeof *list, by_offset);
    strbuf_printf(&text, "#line 1 \"%s\"\n", unit->path);
    for (size_t i = 0; i < many; i++) {
        strbuf_add(&text, unit->source + at, list[i].offset - at);
        strbuf_puts(&text, list[i].text);
        at = list[i].offset;
    }
    strbuf_add(&text, unit->source + at, unit->source_length - at);
    copy = arena_copy(arena, strbuf_text(&text), text.length);
    *length = text.length;
    strbuf_release(&text);
    return copy;
}
