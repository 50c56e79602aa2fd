/* Two stored results against each other.  Only what does not depend on the moment is compared:
 * where the cliffs are, how cost grows, how much memory and how many faults a size takes.  Times
 * are not: stored times of two moments differ by more than most changes do. */
#ifndef RUNNER_SHAPE_H
#define RUNNER_SHAPE_H

#include "result.h"

/* Replaces the findings and verdicts of `head` by those of the comparison (BR106), and sets
 * `expected`: nothing became worse.  A fixture of the base that `head` lacks is added as failed:
 * what is no longer measured must not pass. */
void shape_compare(const struct run_result *base, struct run_result *head);

#endif
