/* From specs to jobs: which fixture is run in which variant at which sizes, and in what order. */
#ifndef RUNNER_PLAN_H
#define RUNNER_PLAN_H

#include <stdbool.h>

#include "arena.h"
#include "spec.h"
#include "task.h"

struct job {
    struct task task;
    const struct spec *spec;
    const struct spec_fixture *fixture;
};

struct plan {
    VEC(struct job) jobs;
    unsigned shard, shards; /* which part of how many, from 1; shards 0: the whole */
    uint64_t digest;        /* of the whole: results with the same one can be joined and compared */
};

struct plan_options {
    const char *filter;     /* glob over names; NULL: all */
    unsigned shard, shards; /* keep job i where i % shards == shard - 1; shards 0: all */
    bool quick;             /* fewer sizes */
};

/* Adds the jobs of one spec: its fixtures in order, for each the cartesian product of its matrix.
 * Everything lives in `arena`; the spec must stay. */
void plan_add(struct plan *plan, const struct spec *spec, const struct plan_options *options,
              struct arena *arena);
/* Once all specs were added: takes the digest, and leaves the jobs of one shard. */
void plan_finish(struct plan *plan, const struct plan_options *options);

/* The sizes of the first sweep: ascending, distinct, first and last as asked, on the step. */
size_t plan_sizes(const struct spec_sizes *sizes, bool quick, struct arena *arena, int64_t **list);

#endif
