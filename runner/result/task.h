/* What is judged: one fixture in one variant, with all that the judgement needs and nothing of how
 * samples are taken.  A plan makes it from a spec; a recorded file carries it, so that a replay
 * needs no spec. */
#ifndef RUNNER_TASK_H
#define RUNNER_TASK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"
#include "result.h"

struct expected_cliff {
    int64_t at, tolerance; /* sizes */
};

/* What the spec holds the verdict to. */
struct expectation {
    bool present;
    unsigned verdicts;             /* all of these must be reached; mask of 1 << enum verdict */
    unsigned allow;                /* these may be reached as well; any other is unexpected */
    struct expected_cliff *cliffs; /* in ascending order; none: any place will do */
    size_t cliff_count;
};

/* One value of a variable that {name} in an argument, or a name in an expression, stands for. */
struct variable {
    const char *name, *value;
};

struct task {
    const char *name;
    struct variable *variant; /* the values from the matrix that tell this variant from others */
    size_t variant_count;
    struct variable *variables; /* the variant's and the fixture's parameters */
    size_t variable_count;

    int64_t *sizes; /* of the first sweep, ascending, at least 2 */
    size_t size_count;
    int64_t multiple; /* every size is sizes[0] + k * multiple */
    bool only_listed; /* nothing but `sizes` may be run */
    unsigned rounds, run_max;
    double second_max; /* 0: no bound */
    bool quick;
    bool compared;                /* with a base */
    bool counted;                 /* copies and allocations, at the sides of cliffs */
    const char *scaling;          /* the declared class, or NULL */
    const char *claims[CLAIM_COUNT]; /* expressions in n and variables; or NULL */
    struct expectation expect;
};

/* As an object of the recorded file's header (a new reference). */
json_t *task_to_json(const struct task *task);
/* The reverse; strings go to `arena`.  -1 and *err when the object is not a task. */
int task_from_json(const json_t *object, struct task *task, struct arena *arena, struct err *err);

#endif
