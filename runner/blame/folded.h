/* Samples put together by their calls, for a flame graph. */
#ifndef RUNNER_FOLDED_H
#define RUNNER_FOLDED_H

#include "result.h"
#include "stacks.h"

/* The FOLDED_MAX commonest stacks.  `of` is a literal: what a sample stands for. */
struct folded folded_of(const struct stacks *stacks, const char *of, struct arena *arena);

#endif
