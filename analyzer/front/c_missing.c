/* Statements that clang leaves out of its tree: where a declaration is not known because a header
 * was not found, what uses it vanishes without a word. */
#include <ctype.h>
#include <string.h>

#include "c_lower.h"

static const char *end_of_line(const char *at, const char *end)
{
    while (at < end && *at != '\n')
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    return at < end ? at : end;
}

static const char *end_of_comment(const char *at, const char *end)
{
    for (at += 2; at + 1 < end; at++)
        if (at[0] == '*' && at[1] == '/')
            return at + 2;
    return end;
}

/* Whether more than comments and lines of the preprocessor stands between two statements. */
static bool holds_code(const char *at, const char *end)
{
    while (at < end) {
        if (isspace((unsigned char)*at) || *at == ';' || *at == '{' || *at == '}')
            at++;
        else if (*at == '#' || (end - at > 1 && at[0] == '/' && at[1] == '/'))
            at = end_of_line(at, end);
        else if (end - at > 1 && at[0] == '/' && at[1] == '*')
            at = end_of_comment(at, end);
        else
            return true;
    }
    return false;
}

/* One gap in a block is enough to distrust it. */
static void note(struct c_lower *lower, CXCursor block)
{
    struct ir_range at = c_range(lower, block);

    for (size_t i = 0; i < lower->unit->gap_count; i++) {
        uint32_t line = lower->unit->gaps[i].at.line;

        if (line >= at.line && line <= at.end_line)
            return;
    }
    if (at.line)
        ir_gap_add(lower->unit, at, "a statement that could not be understood");
}

void c_note_missing(struct c_lower *lower, CXCursor block, struct c_children parts)
{
    struct slice whole = c_text(lower, block);
    const char *at = whole.at, *end = whole.at + whole.length;

    if (lower->unit->gap_count == 0 || whole.length == 0)
        return;
    for (size_t i = 0; i < parts.count; i++) {
        struct slice part = c_text(lower, c_child(lower, parts, i));

        if (part.length == 0 || part.at + part.length > end)
            return; /* out of a macro: its text is not the block's */
        if (part.at > at && holds_code(at, part.at)) {
            note(lower, block);
            return;
        }
        if (part.at + part.length > at)
            at = part.at + part.length;
    }
    if (holds_code(at, end))
        note(lower, block);
}
