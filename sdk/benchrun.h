/* Tells benchrun what a program itself timed (C and C++, Linux and other POSIX systems).
 *
 *     #include "benchrun.h"
 *
 *     long n = benchrun_size(1000);
 *     struct benchrun_region region = benchrun_begin();
 *     work(n);
 *     benchrun_end(&region, bytes_touched, bytes_stored, checksum);
 *
 * Start-up and preparation then do not dilute the measurement.  bytes_touched is what the region
 * says it handled, bytes_stored what it still holds at its end, checksum anything that depends on
 * the result (so that the result is used); 0 where there is nothing to say.  Run without benchrun
 * the calls do nothing. */
#ifndef BENCHRUN_H
#define BENCHRUN_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

struct benchrun_region {
    uint64_t wall, cpu; /* nanoseconds, when it began */
};

static inline uint64_t benchrun_now(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* The size that benchrun asks for, or `otherwise`. */
static inline long benchrun_size(long otherwise) {
    const char *text = getenv("BENCHRUN_N");
    return text && *text ? strtol(text, NULL, 10) : otherwise;
}

static inline struct benchrun_region benchrun_begin(void) {
    struct benchrun_region region;
    region.cpu = benchrun_now(CLOCK_PROCESS_CPUTIME_ID);
    region.wall = benchrun_now(CLOCK_MONOTONIC); /* last: the other clock is the slower one */
    return region;
}

static inline void benchrun_end(const struct benchrun_region *region, uint64_t bytes_touched,
                                uint64_t bytes_stored, uint64_t checksum) {
    uint64_t wall = benchrun_now(CLOCK_MONOTONIC) - region->wall;
    uint64_t cpu = benchrun_now(CLOCK_PROCESS_CPUTIME_ID) - region->cpu;
    const char *descriptor = getenv("BENCHRUN_FD");
    struct rusage usage;
    char line[160];
    int length;
    if (!descriptor || getrusage(RUSAGE_SELF, &usage) != 0)
        return;
#ifdef __APPLE__
    uint64_t peak = (uint64_t)usage.ru_maxrss; /* bytes there, KiB elsewhere */
#else
    uint64_t peak = (uint64_t)usage.ru_maxrss * 1024;
#endif
    length = snprintf(line, sizeof line,
                      "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n",
                      wall, cpu, bytes_touched, bytes_stored, peak, checksum);
    if (write(atoi(descriptor), line, (size_t)length) != length)
        fputs("benchrun.h: the region could not be reported\n", stderr);
}

#endif
