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

/* Who copies much: the first places in the code from which a piece of COPY_LARGE was copied, or
 * another of any size since. */
enum { COPY_CALLERS = 64, COPY_LARGE = 512, COPY_PATH_MAX = 240 };

struct copy_caller {
    uint64_t address; /* where the call returns to; 0: not taken */
    uint64_t bytes;
    uint64_t base;            /* where its module was loaded */
    char path[COPY_PATH_MAX]; /* of the module; "" when it is not known */
};

struct counters {
    uint64_t threads; /* that have taken a slot */
    uint64_t unused[7];
    struct counter_slot slots[COUNTER_SLOTS];
    struct copy_caller callers[COPY_CALLERS];
};

#define COUNTERS_VARIABLE "BENCHRUN_COUNT" /* names the file */

#endif
