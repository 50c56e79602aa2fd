/* What was found in headers comes with each file that includes them, and is told once. */
#ifndef ANALYZER_GATHER_H
#define ANALYZER_GATHER_H

#include "config.h"
#include "finding.h"

/* Moves the results of headers to those of the files themselves: to the one in the list, which is
 * complete if one of them is, else to a new one at the end of the list if there are findings.  What
 * the configuration excludes is dropped. */
void gather_headers(struct lint_result *result, const struct config *config, struct arena *arena);

#endif
