/* Comments that are addressed to us: `# benchlint: ignore[BL105] reason`. */
#ifndef ANALYZER_FRONT_PY_COMMENT_H
#define ANALYZER_FRONT_PY_COMMENT_H

#include "ir.h"

/* Looks at the comment in source[start..end).  True when one of its parts (`# noqa # benchlint:
 * ...` has two) begins with "benchlint:"; that part is then in *comment, its text in the unit's
 * arena. */
bool py_comment_read(const struct ir_unit *unit, uint32_t start, uint32_t end, struct ir_range at,
                     struct ir_comment *comment);

#endif
