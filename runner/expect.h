/* What was found against what the spec expects. */
#ifndef RUNNER_EXPECT_H
#define RUNNER_EXPECT_H

#include "arena.h"
#include "result.h"
#include "task.h"

/* Sets result->expected; every expectation that was missed becomes a finding BR109. */
void expect_check(const struct expectation *expect, struct arena *arena,
                  struct fixture_result *result);

#endif
