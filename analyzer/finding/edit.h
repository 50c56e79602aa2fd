/* Edits of a text, as findings propose them.
 *
 * Several findings may ask for the same edit (an import), which is then made once.  Edits that
 * touch each other's text without being the same contradict each other, and none of the findings
 * that want them gets any: so it does not matter which comes first, and a second run changes
 * nothing more. */
#ifndef ANALYZER_EDIT_H
#define ANALYZER_EDIT_H

#include "finding.h"

struct edit_set {
    VEC(const struct finding *) findings;
};

/* Takes out the findings whose edits lie outside the text or contradict another's; returns how
 * many. */
size_t edit_drop_contradictions(struct edit_set *set, const char *text, size_t length);

/* The text with the edits of all findings made, NUL-terminated, in `arena`; *new_length is its
 * length.  The edits must be free of contradictions. */
char *edit_apply(const struct edit_set *set, const char *text, size_t length, struct arena *arena,
                 size_t *new_length);

#endif
