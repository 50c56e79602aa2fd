/* What the files of fix*.c share: one finding on its way to its edits. */
#ifndef ANALYZER_FIX_H
#define ANALYZER_FIX_H

#include "match_internal.h"

struct fixing {
    struct matching *matching;
    const struct flow_fact *fact;
    const struct ir_function *function; /* of the fact */
    const struct region *region;
    const struct edit_template *template;
    struct words words;
    VEC(struct finding_edit) edits;
};

/* Adds an edit; an empty range is an insertion. */
void fix_add(struct fixing *fixing, struct ir_range at, const char *text);
/* The blanks that a line begins with. */
struct slice fix_indent(struct fixing *fixing, uint32_t line);

/* How the file calls "collections.deque", an import being added where it is needed; NULL when the
 * name is taken by something else. */
const char *fix_import(struct fixing *fixing, const char *dotted);

/* EDIT_CLOCK: every reading of the clock of the region, in the whole file.  False when a reading
 * is used for anything but a difference of two. */
bool fix_clock(struct fixing *fixing);

/* EDIT_AFTER_STATEMENT, EDIT_AFTER_LOOP, EDIT_BEFORE_END.  False when there is no line at which a
 * statement can be put. */
bool fix_statement(struct fixing *fixing);

#endif
