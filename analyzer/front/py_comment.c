#include "py_comment.h"

#include <ctype.h>
#include <string.h>

static const char mark[] = "benchlint:";

/* Where our part begins: after a '#' and white space; NULL when no part is ours. */
static const char *find_part(const char *at, const char *end)
{
    while ((at = memchr(at, '#', (size_t)(end - at)))) {
        at++;
        while (at < end && (*at == ' ' || *at == '\t' || *at == '#'))
            at++;
        if ((size_t)(end - at) >= strlen(mark) && !memcmp(at, mark, strlen(mark)))
            return at;
    }
    return NULL;
}

static bool stands_alone(const char *source, uint32_t start)
{
    while (start > 0 && source[start - 1] != '\n') {
        if (!isspace((unsigned char)source[start - 1]))
            return false;
        start--;
    }
    return true;
}

bool py_comment_read(const struct ir_unit *unit, uint32_t start, uint32_t end, struct ir_range at,
                     struct ir_comment *comment)
{
    const char *stop = unit->source + end;
    const char *text = find_part(unit->source + start, stop);
    if (!text)
        return false;
    while (stop > text && isspace((unsigned char)stop[-1]))
        stop--;
    *comment = (struct ir_comment){
        .at = at,
        .text = arena_copy(unit->arena, text, (size_t)(stop - text)),
        .alone = stands_alone(unit->source, start),
    };
    return true;
}
