/* Who is to blame for a cliff, told by who copies more above it than below: what is left where a
 * host lets nobody sample.  One caller, not a chain; what never calls the C library is not seen. */
#ifndef RUNNER_COPIES_H
#define RUNNER_COPIES_H

#include "counters.h"
#include "result.h"

/* The callers of one run on each side, COPY_CALLERS entries each.  Fills cliff->blame when one of
 * them copies most of what is new; else adds to its `unavailable`.  Texts are in `arena`. */
void blame_copies(const struct copy_caller *below, const struct copy_caller *above,
                  struct cliff *cliff, struct arena *arena);

#endif
