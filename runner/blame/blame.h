/* Who is to blame for a cliff: samples a run just below and one just above it, and looks for the
 * functions that are there above only.  The one nearest to the root is the cause, the one nearest to
 * the leaf the mechanism. */
#ifndef RUNNER_BLAME_H
#define RUNNER_BLAME_H

#include "perf.h"
#include "result.h"

/* Fills cliff->blame; when it cannot be found out, `unavailable` says why.  `below` and `above` run
 * the program at the two sizes.  Texts are in `arena`. */
void blame_cliff(const struct perf_target *below, const struct perf_target *above,
                 struct cliff *cliff, struct arena *arena);

#endif
