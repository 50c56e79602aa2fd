/* How cost grows with n: the classes that fit and an exponent, for one side of a cliff.
 *
 * Every class is fitted as a + b f(n) with a, b >= 0 (a is start-up) by relative least squares;
 * those whose AICc is within 2 of the best cannot be told apart and are all named. */
#ifndef RUNNER_ANALYSE_SCALING_H
#define RUNNER_ANALYSE_SCALING_H

#include "result.h"

enum scaling_class {
    SCALING_1,
    SCALING_LOG,
    SCALING_N,
    SCALING_N_LOG,
    SCALING_N2,
    SCALING_N3,
    SCALING_COUNT
};

struct scaling_fit {
    unsigned classes;    /* mask: those not told apart; 0: too few sizes */
    double exponent;     /* of a + b n^p */
    double exponent_low; /* a one-sided bound that p exceeds with near certainty */
    double start_up;     /* seconds: a */
    double span;         /* largest n over smallest */
    double telling;      /* a sweep up to this n would rule some classes out; 0: not known */
};

/* `n` and `cost` of `count` sizes; `error` is the relative standard error of a cost. */
struct scaling_fit scaling_fit(const double *n, const double *cost, size_t count, double error);
const char *scaling_class_name(enum scaling_class candidate);
/* SCALING_COUNT when the name is not known. */
enum scaling_class scaling_class_of(const char *name);
/* The exponent that a class has over sizes like these: n log n is a little above 1. */
double scaling_class_exponent(enum scaling_class candidate, double n_low, double n_high);
struct scaling scaling_result(const struct scaling_fit *fit, struct arena *arena);

#endif
