/* Samples grouped by size, and the words that reports share. */
#ifndef RUNNER_POINTS_H
#define RUNNER_POINTS_H

#include "arena.h"
#include "result.h"

struct point {
    int64_t n;
    const struct sample **samples; /* in the order taken */
    size_t count;
    size_t failed;                    /* of them */
    bool swept;                       /* one of the sizes of the first sweep */
    double cpu, wall, maxrss, minflt; /* medians of those that did not fail; 0 without any */
};

struct points {
    struct point *items; /* by ascending size */
    size_t count;
};

/* In `arena`; the points refer to the samples of the fixture. */
struct points points_of(const struct fixture_result *fixture, struct arena *arena);

/* "stringio-lazy [python=python3]" */
const char *fixture_title(const struct fixture_result *fixture, struct arena *arena);
/* "cliff, unmaterialised"; "clean" when there is none. */
const char *verdicts_text(unsigned verdicts, struct arena *arena);
/* "as expected", "unexpected", "failed", "skipped" */
const char *outcome_text(const struct fixture_result *fixture);

/* How a run ended: "exit status 1", "time limit". */
const char *end_text(const struct sample *sample, struct arena *arena);

/* Three digits and a unit: "4.31 ms", "963 MB". */
const char *seconds_text(double seconds, struct arena *arena);
const char *bytes_text(double bytes, struct arena *arena);

struct summary {
    size_t fixtures, expected, unexpected, failed, skipped;
};
/* How many fixtures ended how. */
struct summary summary_of(const struct run_result *result);

#endif
