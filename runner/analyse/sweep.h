/* Sweeps: every size once in each round.
 *
 * The first round goes up the sizes, so that a program which explodes is met at its smallest size
 * and the dear sizes beyond a cliff can be spared; every further round is a fresh random order, so
 * that slow drift of the machine falls on all sizes alike. */
#ifndef RUNNER_ANALYSE_SWEEP_H
#define RUNNER_ANALYSE_SWEEP_H

#include "session.h"

enum { SWEEP_ROUND_MAX = 64 };

struct point {
    int64_t n;
    bool failed;           /* a run failed here */
    bool spared;           /* no further rounds: beyond a proved cliff, and dear */
    bool asked;            /* the interval from here to the next point was a suspect already */
    double wall;           /* seconds of its first run: what a run costs */
    double minflt, maxrss; /* of its first run */
    double copied;         /* of its counted run */
    double logs[SWEEP_ROUND_MAX];  /* logarithms of CPU seconds */
    double clean[SWEEP_ROUND_MAX]; /* the same without the machine's drift */
    unsigned count;
    double level; /* median of the clean ones */
};

/* One run of a sweep, for the order of time. */
struct sweep_run {
    uint32_t point, slot; /* index into points, and into its logs */
};

struct sweep {
    struct point *points; /* ascending; those that were run at least once */
    size_t count;
    VEC(struct sweep_run) runs; /* in the order taken */
    unsigned rounds;
    bool counted;  /* every point that neither failed nor is spared has a counted run */
    double sigma; /* standard deviation of a clean run about its level, pooled, in logarithms */
    double stray; /* the same with the machine's drift in it */
    double error; /* standard error of a level */
};

/* The first round, ascending.  Ends early when sizes beyond an obvious jump of memory have become
 * dear; two failing sizes in a row are followed by the largest alone. */
void sweep_first(struct session *session, struct sweep *sweep);
/* A counted run of every point that neither failed nor is spared. */
void sweep_count(struct session *session, struct sweep *sweep);
/* One more round in random order over the points that neither failed nor are spared. */
void sweep_round(struct session *session, struct sweep *sweep);
/* Drift, levels, sigma, stray and error from what was taken so far. */
void sweep_estimate(struct sweep *sweep);
/* Seconds of wall time that a run took at the first point that is not below n. */
double sweep_wall(const struct sweep *sweep, int64_t n);
/* The same of CPU time; 0 where that point has no run that succeeded. */
double sweep_cpu(const struct sweep *sweep, int64_t n);

#endif
