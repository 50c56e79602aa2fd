/* Cliffs that only CPU time shows: suspects of the sweep, confirmed, searched, tested. */
#ifndef RUNNER_ANALYSE_TIMING_H
#define RUNNER_ANALYSE_TIMING_H

#include "cliffs.h"
#include "suspect.h"

/* A jump of half as much again hides in levels that are not known to this; nothing is asked then.
 */
#define ERROR_HOPELESS 0.143

/* Adds rounds: at least up to `rounds`, then until levels are known well enough, or it is clear
 * that they will not be, unless `enough`. */
void timing_rounds(struct session *session, struct sweep *sweep, unsigned rounds, bool enough);
/* Judges the suspects of a sweep that no cliff of the list explains; adds what holds. */
void timing_hunt(struct session *session, struct sweep *sweep, struct cliff_list *cliffs);

#endif
