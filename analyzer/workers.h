/* Analyses files in worker processes, so that a crash or a hang costs one file alone. */
#ifndef ANALYZER_WORKERS_H
#define ANALYZER_WORKERS_H

#include "analyse.h"
#include "err.h"

enum { WORKERS_MAX = 256 };

/* Fills results[i] for each file.  `jobs` workers (1 to WORKERS_MAX); a file that gets no answer
 * within the time limit is `failed`, and its worker is replaced.  -1 only when no worker can be
 * started at all. */
int workers_run(const struct analysis *analysis, const struct source_file *files, size_t count,
                int jobs, struct arena *arena, struct file_result *results, struct err *err);

#endif
