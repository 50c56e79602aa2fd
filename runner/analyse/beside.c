#include "beside.h"

#include <math.h>

#include "robust.h"

/* Below a sixty-fourth, growth is lost in the noise.  Half and more is what a cache's edge may rise
 * by from one size to the next: then the steps beside it say nothing. */
enum { PART_LEAST = 64 };
#define RATIO_MOST 1.5

/* The sizes about the jump in ascending order, and what was read of each. */
struct beside {
    int64_t n[4];
    size_t count, jump; /* the jump lies between n[jump] and n[jump + 1] */
    double rises[3][PAIR_MAX];
    unsigned rounds;
};

bool beside_matters(int64_t low, int64_t high)
{
    return high - low > low / PART_LEAST && (double)high < RATIO_MOST * (double)low;
}

static struct beside beside_of(const struct session *session, const struct suspect *suspect)
{
    const struct analyse_plan *plan = session->plan;
    int64_t first = plan->sizes[0], last = plan->sizes[plan->size_count - 1];
    struct beside beside = {0};
    int64_t before = size_between(plan, first - 1, suspect->low, (double)suspect->low);
    int64_t after = size_between(plan, suspect->high, last + 1, (double)suspect->high);
    if (before >= first)
        beside.n[beside.count++] = before;
    beside.jump = beside.count;
    beside.n[beside.count++] = suspect->low;
    beside.n[beside.count++] = suspect->high;
    if (after > suspect->high)
        beside.n[beside.count++] = after;
    return beside;
}

static bool take_round(struct session *session, struct beside *beside, double sign)
{
    size_t order[4];
    double values[4];
    for (size_t i = 0; i < beside->count; i++)
        order[i] = i;
    rng_shuffle(&session->rng, order, beside->count);
    for (size_t i = 0; i < beside->count; i++)
        if (!session_log_cpu(session, beside->n[order[i]], "confirm", &values[order[i]]))
            return false;
    for (size_t i = 0; i + 1 < beside->count; i++)
        beside->rises[i][beside->rounds] = sign * (values[i + 1] - values[i]);
    beside->rounds++;
    return true;
}

static double excess_of(const struct beside *beside)
{
    double explained = 0, jump = 0, copy[PAIR_MAX];
    for (size_t i = 0; i + 1 < beside->count; i++) {
        for (unsigned k = 0; k < beside->rounds; k++)
            copy[k] = beside->rises[i][k];
        double rise = median(copy, beside->rounds);
        if (i == beside->jump)
            jump = rise;
        else
            explained = fmax(explained, rise);
    }
    return jump - explained;
}

enum exactness_end beside_test(struct session *session, struct suspect *suspect, double sigma)
{
    enum { LEAST = 5 };
    struct beside beside = beside_of(session, suspect);
    double excess = 0, stray = INFINITY;
    if (beside.count < 3)
        return EXACTNESS_NO;
    while (beside.rounds < LEAST ||
           (beside.rounds < PAIR_MAX && fabs(excess - JUMP_LEAST) < 2 * stray)) {
        if (!take_round(session, &beside, suspect->sign))
            return EXACTNESS_OVER;
        excess = excess_of(&beside);
        /* Of a median of differences of two rises, which share a reading. */
        stray = 1.25 * 2.4495 * sigma / sqrt(beside.rounds);
    }
    if (excess < JUMP_LEAST)
        return EXACTNESS_NO;
    suspect->excess = excess;
    return EXACTNESS_YES;
}
