/* The report of an investigation, which reads like the account of a person who hunted the thing
 * down: what was claimed, what cannot be, where it breaks, who did it, how to check by hand. */
#ifndef RUNNER_STORY_H
#define RUNNER_STORY_H

#include "report.h"

struct story {
    const char *command;          /* as typed, with its {n} */
    const char *claims[CLAIM_COUNT]; /* the expressions, or NULL */
    double budget;                   /* seconds of one run that bounded the sizes */
    int64_t within;                  /* the largest size that ended within it; 0: not asked */
    bool narrowed;                   /* `within` is known to two digits; false: it may be larger */
};

/* `result` has one fixture. */
void report_story(const struct run_result *result, const struct story *story,
                  const struct report_options *options, FILE *stream);

#endif
