/* The commands over stored results (analyse, compare, merge): the same options and the same course,
 * only what is made of the files differs. */
#ifndef RUNNER_STORED_H
#define RUNNER_STORED_H

#include "diag.h"
#include "opt.h"
#include "result.h"

struct stored {
    char **paths;
    size_t count;
    struct run_result *read; /* one for each path, empty at first */
    struct run_result made;  /* for a result that is none of them */
    struct diags diags;
};

struct stored_command {
    const struct program *program; /* with stored_rows */
    size_t least, most;            /* files */
    const char *wanted;            /* what it says when there are others */
    /* The result to be reported, one of those in `stored`, or NULL and diagnostics.  All of them
     * are released when it has been written. */
    const struct run_result *(*work)(struct stored *stored);
};

extern const struct option_row stored_rows[];

/* Returns the exit status. */
int stored_run(const struct stored_command *command, int argc, char **argv);

#endif
