/* Runs programs and measures exactly them: processor time, wall time, peak memory, faults,
 * switches.
 *
 * A tiny launcher process (benchrun-launch) starts them, because a child's peak memory and page
 * tables inherit from its parent.  No shell; time, memory and number of processes are limited, what
 * is printed is kept to a bound, and what a program leaves behind is killed. */
#ifndef RUNNER_EXEC_H
#define RUNNER_EXEC_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"
#include "result.h"

struct exec;

struct exec_command {
    const char *folder;             /* to run in */
    const char *const *arguments;   /* NULL-terminated; the first is looked up in PATH */
    double timeout;                 /* seconds */
    uint64_t memory;                /* bytes; 0: no limit */
    uint32_t processes;             /* and threads at a time; 0: no limit */
    int cpu;                        /* to run on; -1: any */
    const char *const *environment; /* to add to it, NULL-terminated; or NULL */
};

/* Starts the launcher.  `seed` decides the padding of the environments; `interrupted`, when not
 * NULL, ends a run under way as soon as it is set.  NULL and *err on failure. */
struct exec *exec_open(uint64_t seed, const volatile sig_atomic_t *interrupted, struct err *err);
void exec_close(struct exec *exec); /* accepts NULL */

/* One run with BENCHRUN_N=n.  Fills all of `sample` but round and phase; its text goes to `arena`.
 * 0, also when the program failed; -1 and *err when measuring is impossible or was interrupted. */
int exec_run(struct exec *exec, const struct exec_command *command, int64_t n,
             struct sample *sample, struct arena *arena, struct err *err);

#endif
