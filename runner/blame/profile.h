/* Samples one run of a program: registers and a copy of the stack, each time a page is faulted in
 * or a slice of time has passed.  Two ways to take them: the kernel's perf_event_open, and
 * ptrace. */
#ifndef RUNNER_PROFILE_H
#define RUNNER_PROFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

enum profile_event { PROFILE_PAGE_FAULTS, PROFILE_CPU_CLOCK };

/* Bytes copied of the stack: enough for the callers of memcpy in an interpreter (2 KiB reached them
 * where it was tried). */
enum { PROFILE_STACK_BYTES = 8192, PROFILE_SAMPLES_MAX = 20000 };

/* Registers in the order of DWARF for x86-64: rax rdx rcx rbx rsi rdi rbp rsp r8 ... r15, and
 * rip. */
enum { PROFILE_REGISTERS = 17, PROFILE_RSP = 7, PROFILE_RIP = 16 };

struct profile_sample {
    uint64_t registers[PROFILE_REGISTERS];
    const uint8_t *stack; /* a copy of memory from rsp on */
    uint64_t stack_length;
};

/* Code that the program mapped. */
struct profile_map {
    uint64_t start, length, offset;
    const char *path;
};

struct profile {
    int pid;
    VEC(struct profile_sample) samples;
    VEC(struct profile_map) maps;
    uint64_t lost; /* samples that the kernel could not store */
    bool refused;  /* this host does not allow it */
};

struct profile_target {
    const char *folder;                 /* to run in; NULL: here */
    const char *const *arguments;       /* NULL-terminated */
    const char *const *environment;     /* to add, NULL-terminated; or NULL */
    double timeout;                     /* seconds */
    uint64_t memory;                    /* bytes; 0: no limit */
};

struct profile_request {
    const struct profile_target *target;
    enum profile_event event;
    uint64_t period; /* events between two samples; nanoseconds for the clock */
};

/* Runs the program once.  0, or -1 and why it cannot be sampled; `refused` is then set when this
 * host does not let us sample this way, and nothing was run.  Everything lies in `arena`.
 *
 * Without privileges perf sees only what happens in user code.  ptrace knows no page faults: it
 * stops the program's first thread each time the period has passed, running or not. */
int perf_run(const struct profile_request *request, struct arena *arena, struct profile *profile,
             struct err *err);
int ptrace_run(const struct profile_request *request, struct arena *arena,
               struct profile *profile, struct err *err);

#endif
