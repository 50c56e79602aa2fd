/* Instructions that a program executes: by the processor's own counter where this host has one,
 * else by callgrind, which takes fifty times as long. */
#ifndef RUNNER_INSTRUCTIONS_H
#define RUNNER_INSTRUCTIONS_H

#include "profile.h"

/* Runs the program once, or twice where the counter is refused.  *by is then a literal that says
 * how they were counted.  -1 and *err when they cannot be. */
int instructions_count(const struct profile_target *target, struct arena *arena, uint64_t *count,
                       const char **by, struct err *err);

#endif
