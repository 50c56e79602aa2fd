/* Asks a Python interpreter what its compiler made of an expression: whether the bytecode still
 * computes it, or loads the result.  The text is compiled and never run. */
#ifndef ANALYZER_BYTECODE_H
#define ANALYZER_BYTECODE_H

#include "confirm.h"

/* One answer for each text, which is an expression as it stands in a file, or a string constant of
 * statements.  DELETED: nothing of it is left; COLLAPSED: its result is; SURVIVES: an operator is.
 * `interpreter` is looked up in PATH.  The answers' reasons are in `arena`. */
void bytecode_ask(const char *interpreter, const struct slice *texts, size_t count,
                  struct confirm_answer *answers, struct arena *arena);

#endif
