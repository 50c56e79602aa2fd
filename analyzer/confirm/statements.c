#include "statements.h"

#include <string.h>

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

void statements_find(const char *text, size_t from, size_t end, struct spans *spans,
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

const struct span *statements_at(const struct spans *spans, size_t offset)
{
    for (size_t i = 0; i < spans->list.count; i++) {
        if (offset >= spans->list.items[i].start && offset < spans->list.items[i].end)
            return &spans->list.items[i];
    }
    return NULL;
}

size_t statements_offset(const struct ir_unit *unit, uint32_t line, uint32_t column)
{
    struct slice rest = ir_source_text(unit, NULL, (struct ir_range){line, column, 0, 0}, 1);

    return (size_t)(rest.at - unit->source);
}

size_t statements_start(const char *text, const struct span *span)
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

bool statements_is_bound(const char *text)
{
    return starts_with_word(text, "else") || starts_with_word(text, "case") ||
           starts_with_word(text, "default") || starts_with_word(text, "while") ||
           starts_with_word(text, "catch");
}
