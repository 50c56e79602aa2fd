/* Measures the machine's ladder (result/ladder.h), in under a second, once per boot and processor:
 * it is kept in the user's cache folder. */
#ifndef RUNNER_BANDWIDTH_H
#define RUNNER_BANDWIDTH_H

#include "ladder.h"

/* Empty where there is no memory to measure with. */
void bandwidth_ladder(struct ladder *ladder);

#endif
