#include "embedded_string.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { STRING_BYTES_MAX = 1 << 16 }; /* a longer one is data */

struct scan {
    const char *at;
    uint32_t line, column;
    struct arena *arena;
    VEC(struct string_byte) bytes;
};

static void step(struct scan *scan)
{
    bool ends = *scan->at == '\n';
    scan->line += ends;
    scan->column = ends ? 1 : scan->column + 1;
    scan->at++;
}

static void skip(struct scan *scan, size_t count)
{
    while (count-- > 0 && *scan->at)
        step(scan);
}

static void take(struct scan *scan, char byte, uint32_t line, uint32_t column)
{
    *VEC_ADD(scan->arena, &scan->bytes) = (struct string_byte){byte, line, column};
}

/* Between two literals: blanks, line breaks, comments. */
static void skip_blanks(struct scan *scan)
{
    while (isspace((unsigned char)*scan->at) || *scan->at == '\\' || *scan->at == '#') {
        if (*scan->at == '#')
            skip(scan, strcspn(scan->at, "\n"));
        else
            step(scan);
    }
}

/* The number of digits of an escape by number, which the letter after the backslash announces. */
static size_t digits_of(char letter)
{
    return letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
}

static void read_escape(struct scan *scan)
{
    static const char letters[] = "nrtabfv\\'\"", meant[] = "\n\r\t\a\b\f\v\\'\"";
    uint32_t line = scan->line, column = scan->column;
    const char *known;
    step(scan);
    if (!*scan->at)
        return;
    known = strchr(letters, *scan->at);
    if (known) {
        take(scan, meant[known - letters], line, column);
        step(scan);
    } else if (*scan->at == '\n') {
        step(scan);
    } else if (digits_of(*scan->at) > 0) {
        char digits[9] = {0};
        size_t wanted = digits_of(*scan->at), count = 0;
        for (step(scan); count < wanted && isxdigit((unsigned char)*scan->at); step(scan))
            digits[count++] = *scan->at;
        long number = strtol(digits, NULL, 16);
        take(scan, number > 0 && number < 128 ? (char)number : '?', line, column);
    } else {
        take(scan, '\\', line, column);
    }
}

/* One literal; the scan stands behind its prefix. */
static bool read_literal(struct scan *scan, bool raw)
{
    char quote = *scan->at;
    size_t quotes = scan->at[1] == quote && scan->at[2] == quote ? 3 : 1;
    const char closing[4] = {quote, quote, quote, '\0'};
    if (quotes == 1 && scan->at[1] == quote) {
        skip(scan, 2);
        return true;
    }
    skip(scan, quotes);
    while (*scan->at && strncmp(scan->at, closing, quotes) != 0) {
        if (*scan->at == '\\' && !raw) {
            read_escape(scan);
            continue;
        }
        if (*scan->at == '\\' && scan->at[1]) { /* in a raw string it keeps a quote from closing */
            take(scan, *scan->at, scan->line, scan->column);
            step(scan);
        }
        take(scan, *scan->at, scan->line, scan->column);
        step(scan);
    }
    bool closed = *scan->at != '\0';
    skip(scan, quotes);
    return closed;
}

bool string_value_read(const char *literal, uint32_t line, uint32_t column, struct arena *arena,
                       struct string_value *value)
{
    struct scan scan = {.at = literal, .line = line, .column = column, .arena = arena};
    if (strlen(literal) > STRING_BYTES_MAX)
        return false;
    for (skip_blanks(&scan); *scan.at; skip_blanks(&scan)) {
        size_t prefix = strspn(scan.at, "rRuU");
        bool raw = strcspn(scan.at, "rR") < prefix;
        skip(&scan, prefix);
        if ((*scan.at != '\'' && *scan.at != '"') || !read_literal(&scan, raw))
            return false;
    }
    *value = (struct string_value){scan.bytes.items, scan.bytes.count};
    return true;
}
