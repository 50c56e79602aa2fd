#include "ranks.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "robust.h"

/* How often the statistic is u, as parts of one: the coefficients of the Gaussian binomial
 * (1 - q^(m+1)) ... (1 - q^(m+n)) / (1 - q) ... (1 - q^n), normalised while they are built. */
static size_t distribution(size_t first_count, size_t second_count, double *parts)
{
    size_t top = first_count * second_count;
    memset(parts, 0, (top + 1) * sizeof *parts);
    parts[0] = 1;
    for (size_t i = 1; i <= second_count; i++) {
        size_t factor = first_count + i;
        for (size_t u = top; u >= factor; u--)
            parts[u] -= parts[u - factor];
        for (size_t u = i; u <= top; u++)
            parts[u] += parts[u - i];
        for (size_t u = 0; u <= top; u++)
            parts[u] *= (double)i / (double)factor;
    }
    return top;
}

static double exact_p(double statistic, size_t first_count, size_t second_count)
{
    static double parts[RANKS_MAX * RANKS_MAX + 1];
    size_t top = distribution(first_count, second_count, parts);
    double least = fmin(statistic, (double)top - statistic), tail = 0;
    for (size_t u = 0; (double)u <= least; u++)
        tail += parts[u];
    return fmin(1, 2 * tail);
}

/* Sum over groups of equal values of (size^3 - size). */
static double tie_term(const double *first, size_t first_count, const double *second,
                       size_t second_count)
{
    double all[2 * RANKS_MAX], term = 0;
    size_t count = first_count + second_count;
    memcpy(all, first, first_count * sizeof *all);
    memcpy(all + first_count, second, second_count * sizeof *all);
    sort_doubles(all, count);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && all[end] <= all[i];)
            end++;
        double size = (double)(end - i);
        term += size * size * size - size;
    }
    return term;
}

static double normal_p(double statistic, double ties, size_t first_count, size_t second_count)
{
    double m = (double)first_count, n = (double)second_count, count = m + n;
    double variance = m * n / 12 * (count + 1 - ties / (count * (count - 1)));
    if (variance <= 0)
        return 1;
    double distance = fmax(0, fabs(statistic - m * n / 2) - 0.5);
    return erfc(distance / sqrt(2 * variance));
}

double ranks_p(const double *first, size_t first_count, const double *second, size_t second_count)
{
    double statistic = 0;
    if (!first_count || !second_count)
        return 1;
    for (size_t i = 0; i < first_count; i++)
        for (size_t k = 0; k < second_count; k++)
            statistic += first[i] < second[k] ? 1 : first[i] > second[k] ? 0 : 0.5;
    double ties = tie_term(first, first_count, second, second_count);
    return ties > 0 ? normal_p(statistic, ties, first_count, second_count)
                    : exact_p(statistic, first_count, second_count);
}

/* The largest k whose k smallest values of the statistic have at most 2.5 % together. */
static size_t critical(size_t first_count, size_t second_count)
{
    static double parts[RANKS_MAX * RANKS_MAX + 1];
    size_t top = distribution(first_count, second_count, parts), k = 0;
    double tail = 0;
    while (k <= top && tail + parts[k] <= 0.025)
        tail += parts[k++];
    return k;
}

struct ranks_shift ranks_shift(const double *first, size_t first_count, const double *second,
                               size_t second_count)
{
    static double differences[RANKS_MAX * RANKS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < first_count; i++)
        for (size_t k = 0; k < second_count; k++)
            differences[count++] = second[k] - first[i];
    if (!count)
        return (struct ranks_shift){0, -INFINITY, INFINITY};
    struct ranks_shift shift = {.middle = median(differences, count)};
    sort_doubles(differences, count);
    size_t k = critical(first_count, second_count);
    shift.low = k ? differences[k - 1] : -INFINITY;
    shift.high = k ? differences[count - k] : INFINITY;
    return shift;
}
