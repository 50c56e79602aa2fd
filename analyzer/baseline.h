/* --baseline: findings that were there when the project adopted benchlint are not told again.
 *
 * The file counts findings per path and rule, so that it survives moved lines: where there are no
 * more than it says, nothing is told; where there are more, all of that rule in that file are. */
#ifndef ANALYZER_BASELINE_H
#define ANALYZER_BASELINE_H

#include "arena.h"
#include "err.h"
#include "finding.h"

/* Drops what the baseline covers.  -1 when the file cannot be read or is not a baseline. */
int baseline_filter(struct lint_result *result, const char *path, struct err *err);

/* Writes the present findings as the baseline, atomically. */
int baseline_write(const struct lint_result *result, const char *path, struct err *err);

#endif
