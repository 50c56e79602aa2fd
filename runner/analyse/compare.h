/* Base against head: the same program twice, run in turns on this machine at this time, because a
 * stored time of another moment calls a regression in a fifth to a half of all cases where there is
 * none (A/A trials on shared machines). */
#ifndef RUNNER_COMPARE_H
#define RUNNER_COMPARE_H

#include "result.h"

struct compare_plan {
    const int64_t *sizes; /* ascending; some of them are compared */
    size_t size_count;
    unsigned rounds; /* of each stage; 0: 10 */
    uint64_t seed;
};

/* Asks the sampler for runs with the phases "base", "head" and "null" (the base once more, as the
 * control) and adds comparisons to `result`.  A difference is believed when a second, fresh stage
 * finds it too.  What was found is only called something by compare_judge.  -1 when measuring
 * became impossible. */
int compare_fixture(const struct compare_plan *plan, struct sampler *sampler, struct arena *arena,
                    struct fixture_result *result, struct err *err);

/* When every fixture was compared: corrects for their number (Holm), names each comparison's change
 * and adds findings (BR106, BR107) and verdicts. */
void compare_judge(struct run_result *result);

#endif
