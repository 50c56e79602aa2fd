/* Source text in strings that is handed over to be timed: timeit.timeit("f(x)", setup="..."). */
#ifndef ANALYZER_EMBEDDED_H
#define ANALYZER_EMBEDDED_H

#include "ir.h"
#include "model.h"

/* The unit with a function for each such text, which does what the timing function makes of it: the
 * setup, a clock that starts, a loop around the statement, a clock that stops.  `unit` (resolved)
 * itself when there is none; else a new one in its arena, and the names of `unit` are freed. */
struct ir_unit *embedded_expand(struct ir_unit *unit, const struct model *model);

#endif
