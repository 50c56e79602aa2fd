/* The cache of a run: where it is, and what its results depend on. */
#ifndef ANALYZER_LINT_CACHE_H
#define ANALYZER_LINT_CACHE_H

#include "lint.h"

/* Opens lint->cache, unless the options say that there is to be none.  A folder that the user named
 * must be usable, or -1; the default one need not. */
int lint_open_cache(struct lint *lint, const struct front_options *front, struct err *err);

#endif
