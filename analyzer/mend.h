/* --fix: makes the edits that findings propose. */
#ifndef ANALYZER_MEND_H
#define ANALYZER_MEND_H

#include <stdio.h>

#include "arena.h"
#include "err.h"
#include "finding.h"

struct mend_options {
    bool unsafe; /* also what may change what the program does */
    FILE *diff;  /* show a unified diff there and change nothing; NULL: change the files */
};

struct mend_counts {
    size_t findings, files; /* mended */
    size_t left_alone; /* findings whose file changed since, or whose edits contradict others */
};

/* Each file is replaced at once and keeps its mode; one that changed since it was analysed is left
 * as it is.  -1 when a file cannot be written; those before it are mended. */
int mend_files(const struct lint_result *result, const struct mend_options *options,
               struct arena *arena, struct mend_counts *counts, struct err *err);

#endif
