/* Makes a job runnable: finds its interpreter, compiles its source, asks whether it is to be run
 * here.  What is absent is said, job by job; nothing here ends the run. */
#ifndef RUNNER_PREPARE_H
#define RUNNER_PREPARE_H

#include "arena.h"
#include "err.h"
#include "plan.h"
#include "result.h"

struct prepared {
    const struct job *job;
    enum fixture_status status; /* FIXTURE_OK: may be run */
    const char *reason;         /* otherwise */
    struct variable *variables; /* what the command's {names} stand for; [0] is n, set per run */
    size_t variable_count;
};

struct preparer {
    struct arena *arena;
    char *scratch;                /* folder of compiled programs; NULL until one is needed */
    unsigned programs;            /* in it */
    VEC(struct variable) pythons; /* interpreters asked: as named, and the program behind it */
};

/* Fills `prepared`.  -1 and *err only when the environment fails (no scratch folder). */
int prepare_job(struct preparer *preparer, const struct job *job, struct prepared *prepared,
                struct err *err);
/* Removes what was compiled. */
void preparer_release(struct preparer *preparer);

/* The command with every variable replaced, NULL-terminated, in `arena`. */
const char *const *prepared_arguments(const struct prepared *prepared, int64_t n,
                                      struct arena *arena);

#endif
