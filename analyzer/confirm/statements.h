/* The text of a function cut into statements, as far as it takes to put something between them. */
#ifndef ANALYZER_STATEMENTS_H
#define ANALYZER_STATEMENTS_H

#include "ir.h"

/* How a stretch of text between two statement boundaries ends. */
struct span {
    size_t start, end; /* end: behind the `;`, `{` or `}` */
    char closer;
    size_t match; /* closer `{`: the offset of its `}`; 0 when it was not seen */
};

struct spans {
    VEC(struct span) list;
};

/* Divides text[from..end) at the `;` outside parentheses and at every brace. */
void statements_find(const char *text, size_t from, size_t end, struct spans *spans,
                     struct arena *arena);
/* The stretch that an offset lies in, or NULL. */
const struct span *statements_at(const struct spans *spans, size_t offset);
/* The first character of a statement that is neither white space nor part of a comment. */
size_t statements_start(const char *text, const struct span *span);
/* Nothing can be put before these without changing what they belong to. */
bool statements_is_bound(const char *text);
/* The offset in the source of a line and column. */
size_t statements_offset(const struct ir_unit *unit, uint32_t line, uint32_t column);

#endif
