/* Reading result documents (benchrun --format json) back, which anybody may have damaged. */
#ifndef RUNNER_DOCUMENT_H
#define RUNNER_DOCUMENT_H

#include "diag.h"
#include "result.h"

/* Reads `path` into `result`, whose arena holds everything.  -1 when it is not a result document of
 * a known schema (said in `diags`, with the place where it is not JSON). */
int document_read(const char *path, struct run_result *result, struct diags *diags);

#endif
