/* Verdicts and the sentences that go with them: findings BR101 to BR108. */
#ifndef RUNNER_ANALYSE_VERDICT_H
#define RUNNER_ANALYSE_VERDICT_H

#include "cliffs.h"
#include "failing.h"
#include "scaling.h"

/* Everything that was learnt, for the last step. */
struct evidence {
    const struct sweep *sweep;
    const struct cliff_list *cliffs;
    enum failing failing;
    struct scaling_fit below, above;
};

/* Fills result->verdicts and result->findings. */
void verdict_judge(struct session *session, const struct evidence *evidence);

#endif
