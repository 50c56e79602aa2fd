/* Samples one run of a program through perf_event_open: registers and a copy of the stack, each time
 * a page is faulted in or a slice of CPU time is used up.  Without privileges
 * only what happens in user code is seen. */
#ifndef RUNNER_PERF_H
#define RUNNER_PERF_H

#include <stdint.h>

#include "arena.h"
#include "err.h"

enum perf_event { PERF_PAGE_FAULTS, PERF_CPU_CLOCK };

/* Registers in the order of DWARF for x86-64: rax rdx rcx rbx rsi rdi rbp rsp r8 ... r15, and rip. */
enum { PERF_REGISTERS = 17, PERF_RSP = 7, PERF_RIP = 16 };

struct perf_sample {
    uint64_t registers[PERF_REGISTERS];
    const uint8_t *stack; /* a copy of memory from rsp on */
    uint64_t stack_length;
};

/* Code that the program mapped. */
struct perf_map {
    uint64_t start, length, offset;
    const char *path;
};

struct perf_profile {
    int pid;
    VEC(struct perf_sample) samples;
    VEC(struct perf_map) maps;
    uint64_t lost; /* samples that the kernel could not store */
};

struct perf_target {
    const char *folder;                 /* to run in; NULL: here */
    const char *const *arguments;       /* NULL-terminated */
    const char *const *environment;     /* to add, NULL-terminated; or NULL */
    double timeout;                     /* seconds */
    uint64_t memory;                    /* bytes; 0: no limit */
};

/* Runs the program once; `period` events pass between two samples (nanoseconds for the CPU clock).
 * 0, or -1 and why it cannot be done here.  Everything lies in `arena`. */
int perf_run(const struct perf_target *target, enum perf_event event, uint64_t period,
             struct arena *arena, struct perf_profile *profile, struct err *err);

#endif
