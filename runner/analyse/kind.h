/* Kinds of jumps told apart by where else they are: a table that grows by doubling jumps again at
 * half and at twice the size, in proportion to n; a staircase jumps by the same amount at every
 * multiple. */
#ifndef RUNNER_ANALYSE_KIND_H
#define RUNNER_ANALYSE_KIND_H

#include "confirm.h"

/* `suspect` is an exact jump: low and high are adjacent sizes. */
bool kind_is_growth(struct session *session, const struct sweep *sweep,
                    const struct suspect *suspect);
bool kind_is_staircase(struct session *session, const struct sweep *sweep,
                       const struct suspect *suspect);
/* True when `other`, not yet looked for, would be the same table growing at another size. */
bool kind_is_same_growth(const struct sweep *sweep, const struct suspect *growth,
                         const struct suspect *other);

#endif
