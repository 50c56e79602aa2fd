/* String literals of Python, read with the place of each byte in the file. */
#ifndef ANALYZER_EMBEDDED_STRING_H
#define ANALYZER_EMBEDDED_STRING_H

#include "ir_text.h"

/* One byte of what the literal stands for, and where it stands. */
struct string_byte {
    char byte;
    uint32_t line, column;
};

struct string_value {
    struct string_byte *items;
    size_t count;
};

/* Reads one literal or several that are written one after another, as they stand in the file from
 * line and column on.  False for bytes, for text with interpolations, and for what is too long. */
bool string_value_read(const char *literal, uint32_t line, uint32_t column, struct arena *arena,
                       struct string_value *value);

#endif
