/* How a mend is written into a file: the edit of a rule, or of a kind of lazy object, as data. */
#ifndef ANALYZER_EDIT_TEMPLATE_H
#define ANALYZER_EDIT_TEMPLATE_H

#include <stdbool.h>

#include "ytab.h"

enum edit_place {
    EDIT_EXPRESSION,      /* in the place of the expression that the finding points at */
    EDIT_ORIGIN,          /* ... of the one that made the object, where there is only one */
    EDIT_CLOCK,           /* in the place of every reading of the clock, and of its import */
    EDIT_AFTER_STATEMENT, /* a statement behind the one that the finding points at */
    EDIT_AFTER_LOOP,      /* ... behind the outermost measured loop around the last such call */
    EDIT_BEFORE_END       /* ... before the one that stops the clock */
};

struct edit_template {
    struct ytab_mark mark;
    int place;          /* enum edit_place */
    const char *text;   /* with the placeholders of rules */
    const char *import; /* Python: "collections.deque", which {import} stands for; or NULL */
    bool dropped;       /* only where the value of the expression is dropped */
    bool unsafe;        /* it may change what the program does */
    struct ytab_strings frameworks; /* only in regions of these; none: all */
    struct ytab_strings readings;   /* only where the clock is one of these; none: all */
    struct ytab_strings not_with;   /* not in a file that calls one of these */
};

/* Of a mapping with an edit's fields. */
extern const struct ytab_field edit_template_fields[];

#endif
