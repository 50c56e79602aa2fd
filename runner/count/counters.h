/* What benchrun-count.so counts, in a file that it shares with benchrun: it survives whatever way
 * the program ends. */
#ifndef RUNNER_COUNTERS_H
#define RUNNER_COUNTERS_H

#include <stdint.h>

/* Threads count in different places, so that they do not wait for each other's cache line. */
enum { COUNTER_SLOTS = 32 };

struct counter_slot {
    uint64_t copied;    /* bytes of memcpy, memmove, mempcpy, strcpy, and of reallocs that moved */
    uint64_t filled;    /* bytes of memset */
    uint64_t allocated; /* bytes of malloc, calloc, realloc */
    uint64_t calls;     /* of all of them */
    uint64_t padding[4];
};

struct counters {
    uint64_t threads; /* that have taken a slot */
    uint64_t unused[7];
    struct counter_slot slots[COUNTER_SLOTS];
};

#define COUNTERS_VARIABLE "BENCHRUN_COUNT" /* names the file */

#endif
