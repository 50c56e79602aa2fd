/* Jumps between small sizes: from 7 to 8 a program grows by a seventh anyway, and a bend of its
 * curve looks like a jump.  What tells them apart is what the steps beside it rise by. */
#ifndef RUNNER_ANALYSE_BESIDE_H
#define RUNNER_ANALYSE_BESIDE_H

#include "exactness.h"

/* True where the growth between two adjacent sizes matters, and the steps beside it are narrow
 * enough to say what it is. */
bool beside_matters(int64_t low, int64_t high);
/* `suspect` lies between adjacent sizes.  Does it rise by more than the steps beside it do?  On YES
 * the excess is replaced by how much more. */
enum exactness_end beside_test(struct session *session, struct suspect *suspect, double sigma);

#endif
