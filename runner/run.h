/* The pipeline: specs, plan, preparation, sampling, judging.  Or, from a recorded file, judging
 * alone. */
#ifndef RUNNER_RUN_H
#define RUNNER_RUN_H

#include <signal.h>
#include <stdbool.h>

#include "blame.h"
#include "diag.h"
#include "err.h"
#include "plan.h"
#include "progress.h"
#include "record.h"
#include "result.h"

struct run_options {
    uint64_t seed;
    const char *record; /* file to write every sample to, or NULL */
    const char *resume; /* recorded file to go on with, or NULL */
    const char *base;   /* what to compare with (base.h), or NULL */
    bool count;         /* copies and allocations too, in extra runs */
    bool instructions;  /* on both sides of each cliff, in extra runs */
    int cpu;            /* to pin programs to, or -1 */
    enum blame_sampler sampler;
    struct progress *progress;
    const volatile sig_atomic_t *interrupted;
};

/* Runs and judges the jobs.  0, or -1 when the environment failed (*err); fixtures judged until
 * then are in `result`, whose arena the caller releases in both cases. */
int run_plan(const struct plan *plan, const struct run_options *options, struct run_result *result,
             struct diags *diags, struct err *err);

/* Judges what a record in memory holds, which must stay as long as `result`. */
void run_record(const struct record *record, struct run_result *result);

/* Judges a recorded file again.  -1 when it is damaged (said in `diags`). */
int run_replay(const char *path, struct run_result *result, struct diags *diags);

#endif
