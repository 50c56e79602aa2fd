/* What is known of the machine that measures: for whoever compares two results. */
#ifndef RUNNER_HOST_H
#define RUNNER_HOST_H

#include <stdbool.h>

#include "arena.h"

/* A JSON object as text, in `arena`: system, kernel, machine, processor, cpus, memory (bytes), and
 * where it is asked for, bandwidth (ladder.h), which may take a second to measure. */
const char *host_describe(bool bandwidth, struct arena *arena);

#endif
