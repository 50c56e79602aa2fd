/* Synthetic programs: cost as a function of n, with a known cliff or none. */
#ifndef BENCH_CURVE_H
#define BENCH_CURVE_H

#include <stdint.h>

#include "rng.h"

/* The smooth classes every other curve is built on: 1, log n, n, n log n, n^1.5, n^2, and a sum. */
enum { CURVE_BASES = 7 };

enum curve_kind {
    CURVE_SMOOTH,
    CURVE_SUM,      /* a second, quadratic regime takes over at `at` */
    CURVE_SLOPE,    /* the exponent changes at `at` */
    CURVE_KNEE,     /* the cost rises by `ratio` over one octave, smoothly */
    CURVE_SAWTOOTH, /* amortised growth: a table doubles; `ratio` is what moving an item costs */
    CURVE_JUMP,     /* from `at` on, times `ratio` */
    CURVE_STEP,     /* from `at` on, plus a constant that makes it `ratio` there */
    CURVE_DROP,     /* from `at` on, divided by `ratio` */
    CURVE_TWO       /* two jumps */
};

/* The sizes that a curve is run at: three decades, or few that are adjacent numbers. */
struct curve_range {
    int64_t low, high;
    int points;
};
extern const struct curve_range curve_large, curve_small;

struct curve {
    enum curve_kind kind;
    const struct curve_range *range;
    unsigned base;
    double start_up; /* relative to the base's cost in the middle of the range */
    double at, second, ratio, width;
};

/* A random curve of the kind over `range`; where its cliff is depends on `edge`: anywhere but
 * within a factor of 1.5 of an end, or only there. */
void curve_draw(struct curve *curve, const struct curve_range *range, enum curve_kind kind,
                unsigned base, double ratio, int edge, struct rng *rng);
/* Seconds at n. */
double curve_cost(const struct curve *curve, int64_t n);

#endif
