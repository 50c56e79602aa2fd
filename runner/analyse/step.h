/* Steps of deterministic metrics: bytes copied, minor faults and peak memory repeat so well that
 * one run a probe is enough to bisect on, and the end is verified.
 *
 * An excess is what an interval of the sweep adds beyond the growth that the sizes before it
 * predict, so memory that grows with n, or with n^2, is no step. */
#ifndef RUNNER_ANALYSE_STEP_H
#define RUNNER_ANALYSE_STEP_H

#include "session.h"

struct sweep;

/* The far side may need more of the metric (up) or less (down). */
struct step {
    int64_t low, high;            /* the step lies in (low, high] */
    double low_value, high_value; /* of the metric, there */
    enum metric metric;
    bool down;
    double size;  /* of the step, in the metric's units, positive */
    double slope; /* growth per unit of n about it */
    double level; /* the smaller side's value */
};

/* Of the i-th point: bytes, or page faults. */
double point_value(const struct sweep *sweep, enum metric metric, size_t i);
/* What the interval from point i to i + 1 adds beyond predicted growth; at most 0 when nothing. */
double step_excess(const struct sweep *sweep, enum metric metric, size_t i);
/* What it adds beyond the flattest interval about it: steps that come often still show. */
double step_rise(const struct sweep *sweep, enum metric metric, size_t i);
/* True when the interval holds what may be a step worth looking for; fills it. */
bool step_suspect(const struct sweep *sweep, enum metric metric, size_t i, struct step *step);
/* Smallest step of this metric that is news, on top of `level`. */
double step_floor(enum metric metric, double level);

enum step_end { STEP_FOUND, STEP_NONE, STEP_BRACKET };
/* Bisects, and verifies both sides by fresh runs.  STEP_FOUND: low and high are adjacent sizes.
 * STEP_NONE: gradual after all.  STEP_BRACKET: the session ended first; the bracket holds it. */
enum step_end step_bisect(struct session *session, const struct sweep *sweep, struct step *step);

#endif
