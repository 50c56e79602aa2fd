/* Kinds of jumps told apart by where else they are: a table that grows by a factor jumps again at
 * half and at twice the size, in proportion to n; a staircase jumps by the same amount at every
 * multiple. */
#ifndef RUNNER_ANALYSE_KIND_H
#define RUNNER_ANALYSE_KIND_H

#include "confirm.h"

/* `suspect` is an exact jump: low and high are adjacent sizes. */
bool kind_is_growth(struct session *session, const struct suspect *suspect);
bool kind_is_staircase(struct session *session, const struct suspect *suspect);

#endif
