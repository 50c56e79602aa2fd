/* What is known of the machine that measures: for whoever compares two results. */
#ifndef RUNNER_HOST_H
#define RUNNER_HOST_H

#include "arena.h"

/* A JSON object as text, in `arena`: system, kernel, machine, processor, cpus, memory (bytes). */
const char *host_describe(struct arena *arena);

#endif
