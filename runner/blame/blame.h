/* Who is to blame for a cliff: samples a run just below and one just above it, and looks for the
 * functions that are there above only.  The one nearest to the root is the cause, the one nearest
 * to the leaf the mechanism. */
#ifndef RUNNER_BLAME_H
#define RUNNER_BLAME_H

#include "profile.h"
#include "result.h"

/* How samples are taken: AUTO is by perf, by ptrace where the host refuses perf, and where neither
 * tells anything by who copies more (copies.h). */
enum blame_sampler { BLAME_AUTO, BLAME_PERF, BLAME_PTRACE, BLAME_COPIES, BLAME_NONE };
extern const char *const blame_sampler_names[]; /* NULL-terminated, for option tables */

/* Fills cliff->blame; when it cannot be found out, `unavailable` says why.  `below` and `above` run
 * the program at the two sizes.  Texts are in `arena`. */
void blame_cliff(const struct profile_target *below, const struct profile_target *above,
                 enum blame_sampler sampler, struct cliff *cliff, struct arena *arena);

/* What holds the names that a chain lacks; NULL when it lacks none. */
const char *blame_names_wanted(const char *const *chain, size_t length, struct arena *arena);

#endif
