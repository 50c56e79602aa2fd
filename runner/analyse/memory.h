/* Cliffs that memory shows: the hunt over the first round on minor faults and on peak memory, which
 * every run tells, and on bytes copied, which takes counted runs. */
#ifndef RUNNER_ANALYSE_MEMORY_H
#define RUNNER_ANALYSE_MEMORY_H

#include "cliffs.h"
#include "sweep.h"

/* Adds what it finds to `cliffs`, in ascending order.  Tables that grow by a factor are not
 * cliffs; what they do is only used to pass over them. */
void memory_hunt(struct session *session, const struct sweep *sweep, struct cliff_list *cliffs);
/* The same on what was copied, once the sweep is counted. */
void memory_hunt_copied(struct session *session, const struct sweep *sweep,
                        struct cliff_list *cliffs);

#endif
