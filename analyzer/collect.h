/* From the command line's files and folders to the list of files to analyse. */
#ifndef ANALYZER_COLLECT_H
#define ANALYZER_COLLECT_H

#include <stdbool.h>

#include "arena.h"
#include "config.h"
#include "diag.h"
#include "front.h"
#include "map.h"

struct source_file {
    const char *path;
    enum front_kind kind; /* FRONT_NOT_SOURCE only when it was named */
    bool named;           /* by the user, not found in a folder */
    bool is_benchmark;    /* its path, or the configuration, says so */
};

struct source_files {
    VEC(struct source_file) list;
    struct map *seen; /* paths in the list, while it is being made */
};

/* Folders are walked in the order of names; hidden ones, build trees and what the configuration
 * excludes are left out.  A folder without sources gets a warning.  A name that does not exist
 * stays in the list: reading it fails, and is reported with the other results. */
void collect_sources(char *const *operands, size_t count, const struct config *config,
                     struct arena *arena, struct source_files *files, struct diags *diags);

/* Whether a walk of a folder leaves out what has this path in it: hidden, built, or of others. */
bool collect_leaves_out(const char *path);

/* bench/, benchmarks/, perf/ in the path, or bench in the file's name. */
bool collect_is_benchmark_path(const char *path);

#endif
