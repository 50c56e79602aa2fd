#include "perf_map.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FUNCTIONS_MAX = 200000, LINE_MAX_BYTES = 1024 };

static int by_start(const void *a, const void *b)
{
    const struct perf_function *first = a, *second = b;
    return first->start < second->start ? -1 : first->start > second->start;
}

/* "py::write:/home/me/write.py" is write (write.py) to people. */
static const char *plain_name(const char *name, struct arena *arena)
{
    if (strncmp(name, "py::", 4) != 0)
        return arena_strdup(arena, name);
    name += 4;
    const char *path = strrchr(name, ':');
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (!path || path == name)
        return arena_strdup(arena, name);
    return arena_printf(arena, "%.*s (%s)", (int)(path - name), name, slash ? slash + 1 : path + 1);
}

void perf_map_read(struct perf_map *map, const char *path, struct arena *arena)
{
    char line[LINE_MAX_BYTES];
    FILE *file = fopen(path, "re");
    while (file && map->functions.count < FUNCTIONS_MAX && fgets(line, sizeof line, file)) {
        uint64_t start, length;
        int name = 0;
        line[strcspn(line, "\n")] = '\0';
        if (sscanf(line, "%" SCNx64 " %" SCNx64 " %n", &start, &length, &name) == 2 && line[name])
            *VEC_ADD(arena, &map->functions) =
                (struct perf_function){start, length, plain_name(line + name, arena)};
    }
    if (file)
        fclose(file);
    if (map->functions.count)
        qsort(map->functions.items, map->functions.count, sizeof *map->functions.items, by_start);
}

void perf_map_take(struct perf_map *map, int pid, struct arena *arena)
{
    const char *path = arena_printf(arena, "/tmp/perf-%d.map", pid);
    *map = (struct perf_map){0};
    perf_map_read(map, path, arena);
    unlink(path);
}

const char *perf_map_name(const struct perf_map *map, uint64_t address)
{
    size_t low = 0, high = map->functions.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct perf_function *function = &map->functions.items[middle];
        if (address < function->start)
            high = middle;
        else if (address - function->start >= function->length)
            low = middle + 1;
        else
            return function->name;
    }
    return NULL;
}
