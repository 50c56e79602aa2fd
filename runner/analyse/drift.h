/* The machine's drift: minutes in which everything is slower, because a neighbour is busy.
 *
 * Rounds are in random order, so what runs that are close in time have in common is not the
 * program's.  Taking it away leaves levels that a change of the machine in mid-sweep does not
 * bend. */
#ifndef RUNNER_ANALYSE_DRIFT_H
#define RUNNER_ANALYSE_DRIFT_H

#include "sweep.h"

/* Fills `clean` and `level` of every point.  `scratch` holds a double for each run. */
void drift_remove(struct sweep *sweep, double *scratch);

#endif
