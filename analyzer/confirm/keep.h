/* Uses of everything that a function computes, put into a copy of its source: behind each statement
 * that stores into a variable an empty statement of assembly that may read it, and around each call
 * whose result is dropped.  What a compiler leaves of the work then, but not without, was deleted
 * because nothing needs it. */
#ifndef ANALYZER_KEEP_H
#define ANALYZER_KEEP_H

#include "ir.h"

struct insertion { /* of text into the source, which moves no line */
    size_t offset;
    const char *text;
    size_t order; /* among those of one offset */
};

struct insertions {
    VEC(struct insertion) list;
};

/* Adds what keeps alive the results of one function of the file.  In the unit's arena. */
void keep_function(const struct ir_unit *unit, ir_id function, struct insertions *insertions);

#endif
