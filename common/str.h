/* Text: slices that point into somebody else's buffer, and a builder with a maximum. */
#ifndef COMMON_STR_H
#define COMMON_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
    const char *at; /* not NUL-terminated, not owned */
    size_t length;
};

/* Equality of texts most of which differ at once: saves the call. */
static inline bool str_same(const char *a, const char *b)
{
    return a == b || (*a == *b && strcmp(a, b) == 0);
}

struct slice slice_of(const char *text);
bool slice_is(struct slice slice, const char *text);
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);
/* Whether `wrong` may be `right` misspelt: one edit per three characters, for "did you mean". */
bool str_resembles(const char *wrong, const char *right);

/* A growing, NUL-terminated buffer.  Bytes past `maximum` are dropped and `truncated` is set,
 * so that hostile input cannot grow it without bound.  Zero-initialise; maximum 0 means 64 MiB. */
struct strbuf {
    char *text; /* NULL until something is added; owned */
    size_t length;
    size_t capacity;
    size_t maximum;
    bool truncated;
};

void strbuf_add(struct strbuf *buffer, const char *bytes, size_t length);
void strbuf_puts(struct strbuf *buffer, const char *text);
void strbuf_putc(struct strbuf *buffer, char byte);
void strbuf_printf(struct strbuf *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void strbuf_vprintf(struct strbuf *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
/* The text, "" when nothing was added; valid until the next change. */
const char *strbuf_text(const struct strbuf *buffer);
void strbuf_release(struct strbuf *buffer);

#endif
