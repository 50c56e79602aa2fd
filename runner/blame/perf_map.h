/* Functions that a program made while it ran, by the file that it writes for profilers:
 * /tmp/perf-PID.map.  Python 3.12 and later do so for its functions where PYTHONPERFSUPPORT=1. */
#ifndef RUNNER_PERF_MAP_H
#define RUNNER_PERF_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "arena.h"

struct perf_function {
    uint64_t start, length;
    const char *name;
};

struct perf_map {
    VEC(struct perf_function) functions; /* ascending */
};

/* Reads the file, names in `arena`, and removes it; empty where there is none. */
void perf_map_take(struct perf_map *map, int pid, struct arena *arena);
/* The same from any file, which stays. */
void perf_map_read(struct perf_map *map, const char *path, struct arena *arena);
/* The function at an address, or NULL. */
const char *perf_map_name(const struct perf_map *map, uint64_t address);

#endif
