/* --fail-on: which verdicts make the exit status 1. */
#ifndef RUNNER_FAIL_ON_H
#define RUNNER_FAIL_ON_H

#include <stdbool.h>

#include "err.h"
#include "result.h"

struct fail_on {
    bool unexpected;   /* whatever the spec did not expect */
    unsigned verdicts; /* mask: these, expected or not */
};

/* A list with commas of "unexpected", names of verdicts, or "never" alone; NULL: unexpected. */
int fail_on_parse(const char *list, struct fail_on *fail_on, struct err *err);

/* 0, 1 or 3 (commands.h): what could not be measured outweighs what was found. */
int fail_on_status(const struct fail_on *fail_on, const struct run_result *result);

#endif
