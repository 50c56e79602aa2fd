/* Directives of OpenMP that put work off or wait for it, as calls.  Files are
 * parsed without OpenMP (see c_source.c), so they are read from the lines above a statement. */
#include <ctype.h>
#include <string.h>

#include "c_lower.h"

static const char *line_at(const struct c_lower *lower, uint32_t line)
{
    const char *text = lower->unit->source + lower->lines[line - 1];

    return text + strspn(text, " \t");
}

static bool is_blank(const char *line)
{
    return *line == '\n' || *line == '\r' || str_starts(line, "//") || str_starts(line, "/*");
}

/* The line is continued by the next one. */
static bool is_continued(const struct c_lower *lower, uint32_t line)
{
    const char *text = line_at(lower, line);
    size_t length = strcspn(text, "\r\n");

    while (length > 0 && isspace((unsigned char)text[length - 1]))
        length--;
    return length > 0 && text[length - 1] == '\\';
}

/* The first of the lines that are one to the preprocessor, of which this is the last. */
static uint32_t first_of(const struct c_lower *lower, uint32_t line)
{
    while (line > 1 && is_continued(lower, line - 1))
        line--;
    return line;
}

/* The words after `#pragma omp`, from the first line to the end of the last one; an empty slice
 * when they are none. */
static struct slice directive_at(const struct c_lower *lower, uint32_t first, uint32_t last)
{
    static const char *const parts[] = {"#", "pragma", "omp"};
    const char *text = line_at(lower, first), *end = line_at(lower, last);

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!str_starts(text, parts[i]))
            return (struct slice){0};
        text += strlen(parts[i]);
        text += strspn(text, " \t");
    }
    return (struct slice){text, (size_t)(end + strcspn(end, "\r\n") - text)};
}

static bool has_word(struct slice directive, const char *word)
{
    size_t length = strlen(word);

    for (size_t i = 0; i + length <= directive.length; i++) {
        bool starts = i == 0 || !isalnum((unsigned char)directive.at[i - 1]);
        bool ends = i + length == directive.length ||
                    !isalnum((unsigned char)directive.at[i + length]);

        if (starts && ends && memcmp(directive.at + i, word, length) == 0)
            return true;
    }
    return false;
}

/* One that stands by itself and waits. */
static const char *waiting(struct slice directive)
{
    return has_word(directive, "taskwait")  ? "omp taskwait"
           : has_word(directive, "barrier") ? "omp barrier"
                                            : NULL;
}

/* What its end means for the thread that comes by: a task, or a target with nowait, goes on alone;
 * at the end of a construct with a barrier all tasks are done. */
static const char *ending(struct slice directive)
{
    static const char *const barriers[] = {"taskgroup", "single", "for", "sections"};

    if (has_word(directive, "nowait"))
        return has_word(directive, "target") ? "omp target nowait" : NULL;
    if (has_word(directive, "task") ||
        (has_word(directive, "taskloop") && has_word(directive, "nogroup")))
        return "omp task";
    if (has_word(directive, "parallel") || has_word(directive, "teams"))
        return "omp parallel"; /* several threads have worked, and are waited for */
    for (size_t i = 0; i < sizeof barriers / sizeof *barriers; i++)
        if (has_word(directive, barriers[i]))
            return "omp barrier";
    return NULL;
}

static void emit(struct c_lower *lower, const char *text, unsigned flags, CXCursor cursor)
{
    struct ir_op op = ir_new_op(IR_CALL, (struct ir_range){0});

    op.text = text;
    op.flags = flags | IR_DISCARDED;
    op.type = lower->type_void;
    c_emit(lower, &op, cursor);
}

/* The directives right above a line, from the nearest one up, through `meaning`. */
static void read_above(struct c_lower *lower, uint32_t line, CXCursor cursor,
                       const char *(*meaning)(struct slice), unsigned flags)
{
    while (line > 1) {
        uint32_t first = first_of(lower, line - 1);
        struct slice directive = directive_at(lower, first, line - 1);
        const char *text = directive.length ? meaning(directive) : NULL;

        if (!directive.length && !is_blank(line_at(lower, line - 1)))
            return;
        if (text)
            emit(lower, text, flags, cursor);
        line = first;
    }
}

/* Its line when the statement is the first thing on it; else 0. */
static uint32_t line_of(struct c_lower *lower, CXCursor cursor)
{
    struct ir_range at;

    if (lower->pragmas.count == 0)
        return 0;
    at = c_range(lower, cursor);
    if (at.line == 0 || line_at(lower, at.line) !=
                            lower->unit->source + lower->lines[at.line - 1] + at.column - 1)
        return 0;
    return at.line;
}

void c_openmp_before(struct c_lower *lower, CXCursor statement)
{
    uint32_t line = line_of(lower, statement);

    if (line)
        read_above(lower, line, statement, waiting, 0);
}

void c_openmp_after(struct c_lower *lower, CXCursor statement)
{
    uint32_t line = line_of(lower, statement);

    if (line)
        read_above(lower, line, statement, ending, IR_IMPLICIT);
}

void c_openmp_close(struct c_lower *lower, CXCursor compound)
{
    if (lower->pragmas.count > 0)
        read_above(lower, c_range(lower, compound).end_line, compound, waiting, 0);
}
