#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"

enum { STRBUF_MAXIMUM = 64 << 20, NAME_MAX_COMPARED = 63 };

struct slice slice_of(const char *text)
{
    return (struct slice){text, strlen(text)};
}

bool slice_is(struct slice slice, const char *text)
{
    return strlen(text) == slice.length &&
           (slice.length == 0 || memcmp(slice.at, text, slice.length) == 0);
}

bool str_starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *text, const char *suffix)
{
    size_t length = strlen(text), end = strlen(suffix);
    return length >= end && memcmp(text + length - end, suffix, end) == 0;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance, one row of the table at a time. */
static size_t distance(const char *a, const char *b)
{
    size_t row[NAME_MAX_COMPARED + 1], length = strlen(b);
    if (length > NAME_MAX_COMPARED)
        return (size_t)-1;
    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = least(replaced, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[length];
}

bool str_resembles(const char *wrong, const char *right)
{
    size_t length = strlen(wrong);
    return length >= 3 && length <= NAME_MAX_COMPARED && distance(wrong, right) <= length / 3;
}

static void reserve(struct strbuf *buffer, size_t capacity)
{
    if (capacity <= buffer->capacity)
        return;
    char *text = realloc(buffer->text, capacity);
    if (!text)
        die("out of memory: %zu bytes were asked for", capacity);
    buffer->text = text;
    buffer->capacity = capacity;
}

/* Room for `length` more bytes and a NUL; returns how many of them are allowed. */
static size_t make_room(struct strbuf *buffer, size_t length)
{
    size_t maximum = buffer->maximum ? buffer->maximum : STRBUF_MAXIMUM;
    size_t room = maximum > buffer->length ? maximum - buffer->length : 0;
    if (length > room) {
        length = room;
        buffer->truncated = true;
    }
    if (buffer->length + length >= buffer->capacity)
        reserve(buffer, (buffer->length + length + 1) * 2);
    return length;
}

void strbuf_add(struct strbuf *buffer, const char *bytes, size_t length)
{
    length = make_room(buffer, length);
    if (length)
        memcpy(buffer->text + buffer->length, bytes, length);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

void strbuf_puts(struct strbuf *buffer, const char *text)
{
    strbuf_add(buffer, text, strlen(text));
}

void strbuf_putc(struct strbuf *buffer, char byte)
{
    strbuf_add(buffer, &byte, 1);
}

void strbuf_printf(struct strbuf *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    strbuf_vprintf(buffer, format, arguments);
    va_end(arguments);
}

void strbuf_vprintf(struct strbuf *buffer, const char *format, va_list arguments)
{
    enum { USUAL = 100 }; /* most texts fit at the first try */
    va_list again;
    va_copy(again, arguments);
    reserve(buffer, buffer->length + USUAL);
    size_t room = buffer->capacity - buffer->length;
    int wanted = vsnprintf(buffer->text + buffer->length, room, format, again);
    va_end(again);
    if (wanted < 0)
        bug("cannot format \"%s\"", format);
    size_t length = make_room(buffer, (size_t)wanted);
    if ((size_t)wanted >= room)
        vsnprintf(buffer->text + buffer->length, length + 1, format, arguments);
    buffer->length += length;
    buffer->text[buffer->length] = '\0';
}

const char *strbuf_text(const struct strbuf *buffer)
{
    return buffer->text ? buffer->text : "";
}

void strbuf_release(struct strbuf *buffer)
{
    free(buffer->text);
    *buffer = (struct strbuf){.maximum = buffer->maximum};
}
