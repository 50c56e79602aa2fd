/* Joins the results of the shards of one run. */
#ifndef RUNNER_MERGE_H
#define RUNNER_MERGE_H

#include "diag.h"
#include "result.h"

/* `shards[i]` was read from `paths[i]`.  Puts their fixtures in the order of the whole run into
 * `merged` (pointers into the shards).  Every shard that is missing, doubled, or of another run is
 * an error in `diags`; -1 then. */
int merge_results(const struct run_result *shards, char **paths, size_t count,
                  struct run_result *merged, struct diags *diags);

#endif
