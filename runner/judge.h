/* One task, one sampler, one verdict: gives the analysis what the task says, and holds what it
 * found against what the spec expects. */
#ifndef RUNNER_JUDGE_H
#define RUNNER_JUDGE_H

#include "arena.h"
#include "err.h"
#include "result.h"
#include "task.h"

/* Told before each sample; may be NULL. */
struct judge_watch {
    void (*progress)(void *context, const char *phase, size_t run, int64_t n);
    void *context;
};

/* Fills `result`, whose strings and arrays are in `arena`.  What could not be measured is a result
 * too: its status is then FIXTURE_FAILED. */
void judge_task(const struct task *task, struct sampler *sampler, uint64_t seed,
                const struct judge_watch *watch, struct arena *arena,
                struct fixture_result *result);

/* A result for what was not run. */
void judge_absent(const struct task *task, enum fixture_status status, const char *reason,
                  struct arena *arena, struct fixture_result *result);

#endif
