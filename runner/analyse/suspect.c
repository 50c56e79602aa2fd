#include "suspect.h"

#include <math.h>

#include "robust.h"

/* An excess of 10 % is looked into, and of two standard errors of a difference of levels: found on
 * recorded noise (bench/detect.md). */
#define EXCESS_LEAST 0.10
#define EXCESS_ERRORS (2 * 1.4142)
/* Where it cannot be searched for, only what is half as much again is a jump. */
#define EXCESS_COARSE 0.405

double size_log(int64_t n)
{
    return log(fmax(1, (double)n));
}

double suspect_growth(const struct suspect *suspect, int64_t low, int64_t high)
{
    return suspect->growth * (size_log(high) - size_log(low));
}

static double rise(const struct sweep *sweep, size_t i, double sign)
{
    return sign * (sweep->points[i + 1].level - sweep->points[i].level);
}

/* The four nearest rises, those of the near side first at an end. */
static double rise_about(const struct sweep *sweep, size_t i, double sign)
{
    double near[4];
    size_t count = 0, rises = sweep->count - 1;
    for (size_t distance = 1; distance < rises && count < 4; distance++) {
        if (distance <= i)
            near[count++] = rise(sweep, i - distance, sign);
        if (count < 4 && i + distance < rises)
            near[count++] = rise(sweep, i + distance, sign);
    }
    return median(near, count);
}

/* The rise that the neighbourhood explains: its median, or the smaller of the two rises beside it
 * where the whole curve bends; growth is never expected to be negative.  Where no size between may
 * be run, a bend cannot be told from a jump afterwards, so the larger one counts. */
static double rise_expected(const struct sweep *sweep, size_t i, double sign, bool coarse)
{
    size_t last = sweep->count - 2;
    double before = rise(sweep, i > 0 ? i - 1 : i + 1, sign);
    double after = rise(sweep, i < last ? i + 1 : i - 1, sign);
    if (coarse)
        return fmax(0, fmax(before, after));
    /* At the lower end start-up bends the curve upward, and the next rise is too much already. */
    if (i == 0)
        return fmax(0, fmin(after, rise_about(sweep, i, sign)));
    return fmax(0, fmax(rise_about(sweep, i, sign), fmin(before, after)));
}

static bool is_news(const struct session *session, const struct sweep *sweep, size_t i,
                    double excess)
{
    double level = exp(fmin(sweep->points[i].level, sweep->points[i + 1].level));
    return level * expm1(excess) > session->floor;
}

static void insert(struct suspect suspects[SUSPECT_MAX], size_t *count, struct suspect suspect)
{
    size_t at = *count;
    for (; at > 0 && suspects[at - 1].excess < suspect.excess; at--)
        if (at < SUSPECT_MAX)
            suspects[at] = suspects[at - 1];
    if (at < SUSPECT_MAX)
        suspects[at] = suspect;
    if (*count < SUSPECT_MAX)
        ++*count;
}

size_t suspect_find(const struct session *session, const struct sweep *sweep,
                    struct suspect suspects[SUSPECT_MAX])
{
    size_t count = 0;
    double least = fmax(EXCESS_LEAST, EXCESS_ERRORS * sweep->error);
    for (size_t i = 0; sweep->count > 2 && i + 1 < sweep->count; i++) {
        if (sweep->points[i].spared || sweep->points[i + 1].spared)
            continue;
        int64_t low = sweep->points[i].n, high = sweep->points[i + 1].n;
        bool coarse = size_is_next(session->plan, low, high) && high - low > low / 10;
        for (double sign = 1; sign >= -1; sign -= 2) {
            double expected = rise_expected(sweep, i, sign, coarse);
            double excess = rise(sweep, i, sign) - expected;
            if (excess < (coarse ? EXCESS_COARSE : least) ||
                !is_news(session, sweep, i, excess))
                continue;
            insert(suspects, &count,
                   (struct suspect){.low = low, .high = high, .sign = sign, .excess = excess,
                                    .growth = expected / (size_log(high) - size_log(low))});
        }
    }
    return count;
}
