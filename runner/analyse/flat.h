/* Work that is declared to grow and costs nothing more. */
#ifndef RUNNER_ANALYSE_FLAT_H
#define RUNNER_ANALYSE_FLAT_H

#include "sweep.h"

/* True when n grows at least tenfold over the sweep, work is declared to grow with it (a scaling
 * class or bytes touched), and CPU time does not move. */
bool flat_judge(const struct session *session, const struct sweep *sweep);

#endif
