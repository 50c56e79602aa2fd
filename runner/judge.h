/* One task, one sampler: gives the analysis what the task says.  Then, over all fixtures, the
 * comparisons with a base, and what was found against what the specs expect. */
#ifndef RUNNER_JUDGE_H
#define RUNNER_JUDGE_H

#include "arena.h"
#include "err.h"
#include "ladder.h"
#include "result.h"
#include "task.h"

/* Told before each sample; may be NULL. */
struct judge_watch {
    void (*progress)(void *context, const char *phase, size_t run, int64_t n);
    void *context;
};

/* `ladder`: of the machine that the samples are of.  Fills `result`, one of `run`'s, by its seed
 * and in its arenas.  What could not be measured is a result too: its status is then
 * FIXTURE_FAILED. */
void judge_task(const struct task *task, struct sampler *sampler, const struct ladder *ladder,
                const struct judge_watch *watch, struct run_result *run,
                struct fixture_result *result);

/* Once every fixture was judged: names the changes against a base, then sets `expected`.  `tasks`
 * are those of the fixtures, in their order. */
void judge_expectations(const struct task *const *tasks, struct run_result *result);

/* A result for what was not run. */
void judge_absent(const struct task *task, enum fixture_status status, const char *reason,
                  struct arena *arena, struct fixture_result *result);

#endif
