/* Two samples, and how likely chance makes them differ so much (Mann-Whitney), and by how much they
 * do (Hodges-Lehmann).  Nothing is assumed of the distributions, which noise makes one-sided and
 * long-tailed. */
#ifndef RUNNER_ANALYSE_RANKS_H
#define RUNNER_ANALYSE_RANKS_H

#include <stddef.h>

/* Bounds the table of the exact distribution. */
enum { RANKS_MAX = 64 };

/* Two-sided p of the Mann-Whitney test; exact without ties, else the normal approximation with its
 * correction for them.  1 where a side is empty; counts are at most RANKS_MAX. */
double ranks_p(const double *first, size_t first_count, const double *second, size_t second_count);

struct ranks_shift {
    double middle;    /* median of all differences second - first */
    double low, high; /* its 95 % interval */
};
struct ranks_shift ranks_shift(const double *first, size_t first_count, const double *second,
                               size_t second_count);

#endif
