/* Judging: from samples to verdicts.  Knows nothing of how samples are taken; everything it wants
 * to know more about it asks of a sampler. */
#ifndef RUNNER_ANALYSE_H
#define RUNNER_ANALYSE_H

#include "ladder.h"
#include "result.h"

/* Sizes that a program accepts: from, to, and all n = from + k*multiple between. */
struct analyse_plan {
    const int64_t *sizes; /* of the first sweep, ascending, at least 2 */
    size_t size_count;
    int64_t multiple;  /* sizes must be sizes[0] + k * multiple; 1: every integer */
    bool only_listed;  /* no size but the listed ones may be run: no bisection between them */
    unsigned rounds;   /* sweeps of every size before CPU time may decide; sizes beyond a cliff that
                        * memory has proved are run once or twice, because they are the dear ones */
    unsigned run_max;  /* bound on runs, all phases; 0: 600, or 25 a size */
    double second_max; /* bound on the sum of the samples' wall time; 0: none */
    uint64_t seed;
    double floor;        /* seconds of CPU below which a step is no news; 0: the default */
    bool counted;        /* the sampler's phase "count" tells what was copied */
    bool quick;          /* fewer rounds, no confirmation beyond what correctness needs */
    const char *scaling; /* the declared class ("n", "n log n", "n^2"), or NULL */
    /* What is claimed at size n; negative when it is not.  NULL: nothing is. */
    double (*claim)(void *context, enum claim claim, int64_t n);
    void *claim_context;
    const struct ladder *ladder; /* what the machine can at most; NULL or empty: not measured */
    /* Called before each sample with what is being done, for a progress line; may be NULL. */
    void (*progress)(void *context, const char *phase, size_t run, int64_t n);
    void *progress_context;
    struct arena *samples; /* where they are kept; NULL: with the result */
};

/* Sweeps, suspects, confirms, bisects, judges; fills samples, verdicts, cliffs, scaling, claims,
 * findings of `result` (strings in `arena`).  0, or -1 when measuring became impossible; what was
 * taken until then is in `result`. */
int analyse_fixture(const struct analyse_plan *plan, struct sampler *sampler, struct arena *arena,
                    struct fixture_result *result, struct err *err);

#endif
