/* What measured programs find in their environment: always the same, but for its size. */
#ifndef RUNNER_ENVIRONMENT_H
#define RUNNER_ENVIRONMENT_H

#include <stddef.h>
#include <stdint.h>

#include "str.h"

/* Adds the variables, each with its NUL, and returns how many: what programs need of ours,
 * BENCHRUN_N, BENCHRUN_FD, and `padding` bytes (where the stack starts must not be the same in
 * every run, or one lucky alignment is taken for a property of the program). */
uint32_t environment_add(struct strbuf *buffer, int64_t n, size_t padding);

#endif
