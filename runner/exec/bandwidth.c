#include "bandwidth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "arithmetic.h"
#include "err.h"
#include "file.h"

enum { BYTES_MOST = 64 << 20, TRIES = 3 };
/* Beside a busy neighbour one measurement shows half of what the machine can: this many in a boot,
 * each in another run, and the best of each rate is kept. */
enum { MEASUREMENTS = 3 };
/* Between two readings of the clock, which cost as much as a pass over a small working set. */
enum { BYTES_BATCH = 8 << 20 };
/* CPU seconds that one reading takes at least: clocks and interrupts then weigh little. */
#define READING_SECONDS 0.008

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* What the memory is for; the compiler must not know that nobody reads it. */
static void use(const void *memory)
{
    __asm__ volatile("" : : "r"(memory) : "memory");
}

typedef void memory_pass(unsigned char *memory, size_t bytes);

/* The library's own loops are as wide as the processor allows. */
static void read_all(unsigned char *memory, size_t bytes)
{
    use(memchr(memory, 1, bytes));
}

static void fill_all(unsigned char *memory, size_t bytes)
{
    memset(memory, 0, bytes);
    use(memory);
}

static void copy_half(unsigned char *memory, size_t bytes)
{
    memcpy(memory, memory + bytes / 2, bytes / 2);
    use(memory);
}

/* Best of a few readings: noise only slows. */
static double rate_of(memory_pass *pass, unsigned char *memory, size_t bytes)
{
    double best = 0;
    pass(memory, bytes);
    for (int i = 0; i < TRIES; i++) {
        double start = cpu_seconds(), seconds, done = 0;
        do {
            for (size_t batch = 0; batch < BYTES_BATCH; batch += bytes) {
                pass(memory, bytes);
                done += (double)bytes;
            }
            seconds = cpu_seconds() - start;
        } while (seconds < READING_SECONDS);
        if (done / seconds > best)
            best = done / seconds;
    }
    return best;
}

/* `advice`: with huge pages, which a program may ask for, or without. */
static double first_touch_rate(int advice)
{
    double best = 0;
    for (int i = 0; i < TRIES; i++) {
        unsigned char *memory =
            mmap(NULL, BYTES_MOST, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            return 0;
        madvise(memory, BYTES_MOST, advice);
        double start = cpu_seconds();
        for (size_t at = 0; at < BYTES_MOST; at += 4096)
            memory[at] = 1;
        use(memory);
        double rate = (double)BYTES_MOST / (cpu_seconds() - start);
        if (rate > best)
            best = rate;
        munmap(memory, BYTES_MOST);
    }
    return best;
}

static void measure(struct ladder *ladder)
{
    static const uint64_t sizes[LADDER_RUNGS] = {16 << 10, 256 << 10, 1 << 20,
                                                 4 << 20,  16 << 20,  BYTES_MOST};
    *ladder = (struct ladder){0};
    unsigned char *memory = aligned_alloc(4096, BYTES_MOST);
    if (!memory)
        return;
    memset(memory, 0, BYTES_MOST);
    for (size_t i = 0; i < LADDER_RUNGS; i++) {
        size_t bytes = (size_t)sizes[i];
        ladder->rungs[i] = (struct rung){.bytes = bytes,
                                         .read = rate_of(read_all, memory, bytes),
                                         .fill = rate_of(fill_all, memory, bytes),
                                         .copy = rate_of(copy_half, memory, bytes) / 2};
    }
    free(memory);
    ladder->first_touch_small = first_touch_rate(MADV_NOHUGEPAGE);
    double huge = first_touch_rate(MADV_HUGEPAGE);
    ladder->first_touch = huge > ladder->first_touch_small ? huge : ladder->first_touch_small;
    ladder->flops = arithmetic_flops();
    ladder->count = ladder->first_touch_small > 0 ? LADDER_RUNGS : 0;
}

/* The name of a boot, or "" where the system gives it none: then nothing is cached. */
static void boot_name(char *text, size_t size)
{
    size_t length = 0;
    char *id = NULL;
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "re");
    text[0] = '\0';
    if (!file)
        return;
    if (getline(&id, &length, file) > 0)
        snprintf(text, size, "%.*s", (int)strcspn(id, "\n"), id);
    free(id);
    fclose(file);
}

/* ~/.cache/benchrun/bandwidth-BOOT.json; false where there is no home or no name. */
static bool cache_path(char *path, size_t size)
{
    char boot[64];
    boot_name(boot, sizeof boot);
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (!boot[0] || (!(cache && cache[0] == '/') && !(home && home[0] == '/')))
        return false;
    char folder[3072];
    if (cache && cache[0] == '/')
        snprintf(folder, sizeof folder, "%s", cache);
    else
        snprintf(folder, sizeof folder, "%s/.cache", home);
    mkdir(folder, 0700);
    size_t length = strlen(folder);
    snprintf(folder + length, sizeof folder - length, "/benchrun");
    mkdir(folder, 0700);
    return snprintf(path, size, "%s/bandwidth-%s.json", folder, boot) < (int)size;
}

/* How often the cached ladder was measured; 0: there is none. */
static unsigned cache_read(const char *path, struct ladder *ladder)
{
    json_t *object = json_load_file(path, 0, NULL);
    bool good = ladder_from_json(object, ladder);
    json_int_t measured = json_integer_value(json_object_get(object, "measured"));
    json_decref(object);
    return good && measured > 0 && measured <= MEASUREMENTS ? (unsigned)measured : 0;
}

/* A cache that cannot be written costs the next run a second, nothing else. */
static void cache_write(const char *path, const struct ladder *ladder, unsigned measured)
{
    struct output output;
    if (output_open(&output, path, NULL) != 0)
        return;
    json_t *object = ladder_to_json(ladder);
    json_object_set_new(object, "measured", json_integer(measured));
    json_dumpf(object, output.stream, JSON_COMPACT);
    json_decref(object);
    output_close(&output, NULL);
}

void bandwidth_ladder(struct ladder *ladder)
{
    char path[4096];
    bool cached = cache_path(path, sizeof path);
    unsigned measured = cached ? cache_read(path, ladder) : 0;
    struct ladder fresh;
    if (measured == MEASUREMENTS)
        return;
    measure(&fresh);
    if (measured)
        ladder_take_best(ladder, &fresh);
    else
        *ladder = fresh;
    if (cached && ladder->count > 0)
        cache_write(path, ladder, measured + 1);
}
