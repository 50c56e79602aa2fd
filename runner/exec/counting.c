#include "counting.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "counters.h"
#include "err.h"
#include "file.h"
#include "places.h"

struct counting {
    struct counters *shared;
    char *path;               /* of the file that is shared */
    char *preload, *variable; /* "LD_PRELOAD=...", "BENCHRUN_COUNT=..." */
    const char *environment[3];
};

static char *printed(const char *format, const char *text)
{
    char *string = NULL;
    if (asprintf(&string, format, text) < 0)
        die("out of memory");
    return string;
}

static int share(struct counting *counting)
{
    counting->path = printed("%s/benchrun-count-XXXXXX", scratch_folder());
    int file = mkstemp(counting->path);
    if (file < 0) {
        free(counting->path);
        counting->path = NULL;
        return -1;
    }
    void *shared = MAP_FAILED;
    if (ftruncate(file, sizeof *counting->shared) == 0)
        shared = mmap(NULL, sizeof *counting->shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    counting->shared = shared == MAP_FAILED ? NULL : shared;
    return counting->shared ? 0 : -1;
}

struct counting *counting_open(void)
{
    char library[PATH_MAX];
    struct err err;
    if (places_find("benchrun-count.so", library, sizeof library, &err) != 0)
        return NULL;
    struct counting *counting = calloc(1, sizeof *counting);
    if (!counting)
        die("out of memory");
    if (share(counting) != 0) {
        counting_close(counting);
        return NULL;
    }
    counting->preload = printed("LD_PRELOAD=%s", library);
    counting->variable = printed(COUNTERS_VARIABLE "=%s", counting->path);
    counting->environment[0] = counting->preload;
    counting->environment[1] = counting->variable;
    return counting;
}

void counting_close(struct counting *counting)
{
    if (!counting)
        return;
    if (counting->shared)
        munmap(counting->shared, sizeof *counting->shared);
    if (counting->path)
        unlink(counting->path);
    free(counting->path);
    free(counting->preload);
    free(counting->variable);
    free(counting);
}

const char *const *counting_environment(const struct counting *counting)
{
    return counting->environment;
}

void counting_reset(struct counting *counting)
{
    memset(counting->shared, 0, sizeof *counting->shared);
}

void counting_read(const struct counting *counting, struct sample_count *count)
{
    uint64_t calls = 0;
    *count = (struct sample_count){0};
    for (int i = 0; i < COUNTER_SLOTS; i++) {
        const struct counter_slot *slot = &counting->shared->slots[i];
        count->copied += slot->copied;
        count->filled += slot->filled;
        count->allocated += slot->allocated;
        calls += slot->calls;
    }
    count->present = calls > 0; /* a static program is not seen at all */
}

const struct copy_caller *counting_callers(const struct counting *counting)
{
    return counting->shared->callers;
}
