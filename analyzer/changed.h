/* --diff: only findings on lines that changed since a revision. */
#ifndef ANALYZER_CHANGED_H
#define ANALYZER_CHANGED_H

#include "arena.h"
#include "err.h"
#include "finding.h"

/* Drops, from every file, the findings that touch no line changed since `revision` ("" means the
 * merge base with origin/HEAD, else HEAD).  A file that git does not track is all new.  -1 when git
 * cannot answer. */
int changed_filter(struct lint_result *result, const char *revision, struct arena *arena,
                   struct err *err);

#endif
