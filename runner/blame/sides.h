/* The samples of both sides of a cliff, by the best means that this host allows. */
#ifndef RUNNER_SIDES_H
#define RUNNER_SIDES_H

#include "blame.h"
#include "stacks.h"

struct sides {
    struct stacks above;
    /* Of the run below by the clock, which shows all that runs there; and, where the run above was
     * sampled by page faults, by those. */
    struct stacks below_clock, below_faults;
    const char *of; /* what a sample of `above` stands for: "page faults", ... */
    const char *of_below; /* the same of below_clock */
};

/* 0, or -1 and why there are none.  The samples themselves are in `arena`; sides_release in both
 * cases. */
int sides_sample(const struct profile_target *below, const struct profile_target *above,
                 const struct cliff *cliff, enum blame_sampler sampler, struct sides *sides,
                 struct arena *arena, struct err *err);
void sides_release(struct sides *sides);

#endif
