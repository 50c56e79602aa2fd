/* Claims of bytes against what the machine shows: bytes that a run says it still holds must be in
 * its peak memory, and no claim may be faster than the machine's own ladder. */
#ifndef RUNNER_ANALYSE_CLAIMS_H
#define RUNNER_ANALYSE_CLAIMS_H

#include "cliffs.h"
#include "sweep.h"

/* Judges every swept size and the near side of the first cliff; fills result->claims about the near
 * side, else about the worst size. */
void claims_judge(struct session *session, const struct sweep *sweep,
                  const struct cliff_list *cliffs);
/* True when the claims that result->claims is about came faster than `ceiling` by more than any
 * noise explains. */
bool claims_impossible(const struct claims_result *claims);

#endif
