/* Programs that fail: from some size on (an error cliff), always, or now and then. */
#ifndef RUNNER_ANALYSE_FAILING_H
#define RUNNER_ANALYSE_FAILING_H

#include "sweep.h"

enum failing {
    FAILING_NEVER,
    FAILING_FROM,  /* from some size on; a cliff was filled */
    FAILING_LIMIT, /* from some size on time or memory ran out: where depends on the limit */
    FAILING_ALWAYS,
    FAILING_SOMETIMES
};

/* Judges the first round; bisects on success and failure, and verifies, for FAILING_FROM. */
enum failing failing_judge(struct session *session, const struct sweep *sweep, struct cliff *cliff);
/* Leaves the sweep with the points below the first that failed. */
void failing_cut(struct sweep *sweep);

#endif
