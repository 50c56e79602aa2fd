#include "host.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "bandwidth.h"

/* The processor's name as the kernel tells it, or NULL where it does not (not only x86). */
static const char *processor(struct arena *arena)
{
    FILE *file = fopen("/proc/cpuinfo", "re");
    char line[512];
    const char *name = NULL;
    while (file && !name && fgets(line, sizeof line, file)) {
        char *colon = strncmp(line, "model name", 10) == 0 ? strchr(line, ':') : NULL;
        if (colon)
            colon += strspn(colon, ": ");
        if (colon)
            name = arena_copy(arena, colon, strcspn(colon, "\n"));
    }
    if (file)
        fclose(file);
    return name;
}

static void add_bandwidth(json_t *host)
{
    struct ladder ladder;
    bandwidth_ladder(&ladder);
    if (ladder.count > 0)
        json_object_set_new(host, "bandwidth", ladder_to_json(&ladder));
}

const char *host_describe(bool bandwidth, struct arena *arena)
{
    struct utsname system;
    if (uname(&system) != 0)
        return "{}";
    json_t *host =
        json_pack("{s:s, s:s, s:s, s:s?, s:i, s:I}", "system", system.sysname, "kernel",
                  system.release, "machine", system.machine, "processor", processor(arena), "cpus",
                  (int)sysconf(_SC_NPROCESSORS_ONLN), "memory",
                  (json_int_t)sysconf(_SC_PHYS_PAGES) * (json_int_t)sysconf(_SC_PAGESIZE));
    if (bandwidth)
        add_bandwidth(host);
    char *text = json_dumps(host, JSON_COMPACT);
    json_decref(host);
    const char *copy = arena_strdup(arena, text ? text : "{}");
    free(text);
    return copy;
}
