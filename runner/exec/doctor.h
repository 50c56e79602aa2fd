/* What on this host disturbs measurement, how much, and what a person could do.  Changes nothing.
 */
#ifndef RUNNER_DOCTOR_H
#define RUNNER_DOCTOR_H

#include "arena.h"

enum doctor_level {
    DOCTOR_FINE,
    DOCTOR_UNKNOWN, /* this host does not tell */
    DOCTOR_NOTE,    /* worth knowing */
    DOCTOR_DISTURBS,
    DOCTOR_LEVEL_COUNT
};
extern const char *const doctor_level_names[DOCTOR_LEVEL_COUNT + 1];

struct doctor_check {
    const char *name; /* "governor" */
    enum doctor_level level;
    const char *found;  /* what it is set to */
    const char *why;    /* what that does to measurements */
    const char *advice; /* a command, or NULL */
};

/* Equal pieces of work, repeated: how equal their costs are. */
struct doctor_probe {
    unsigned pieces;
    double piece;                 /* seconds of processor time of one, at least */
    double cpu_median, cpu_p99;   /* processor time over the least */
    double wall_median, wall_p99; /* wall time over the least processor time */
    double lost;                  /* part of the wall time that others had */
};

struct doctor {
    VEC(struct doctor_check) checks;
    struct doctor_probe probe;
};

/* Looks at everything, then works for `seconds` to measure the noise.  Strings are in `arena`. */
void doctor_examine(struct doctor *doctor, double seconds, struct arena *arena);

/* The noise alone. */
void doctor_measure(struct doctor_probe *probe, double seconds);

/* The checks alone, on files below `root` ("" for this host; a test gives a folder). */
void doctor_check_files(struct doctor *doctor, const char *root, struct arena *arena);

#endif
