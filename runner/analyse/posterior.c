#include "posterior.h"

#include <math.h>
#include <string.h>

void posterior_start(struct posterior *posterior, int64_t low, int64_t high)
{
    posterior->cut[0] = low;
    posterior->cut[1] = high;
    posterior->weight[0] = 1;
    posterior->count = 1;
}

/* Sizes lie evenly over an interval's logarithm while it is wide, evenly when it is narrow. */
static bool is_wide(double low, double high)
{
    return low > 0 && high / low > 1.05;
}

int64_t posterior_probe(const struct posterior *posterior, const struct analyse_plan *plan,
                        struct rng *rng)
{
    double below = 0;
    size_t cell = 0;
    while (cell + 1 < posterior->count && below + posterior->weight[cell] < 0.5)
        below += posterior->weight[cell++];
    int64_t low = posterior->cut[cell], high = posterior->cut[cell + 1];
    if (size_is_next(plan, low, high)) {
        int64_t first = posterior->cut[0], last = posterior->cut[posterior->count];
        int64_t n = rng_coin(rng) ? low : high;
        if (n <= first)
            n = high;
        if (n >= last)
            n = low;
        return n;
    }
    double part = (0.5 - below) / posterior->weight[cell];
    double a = (double)low, b = (double)high;
    return size_between(plan, low, high, is_wide(a, b) ? a * pow(b / a, part) : a + (b - a) * part);
}

/* Makes n a cut. */
static void split(struct posterior *posterior, int64_t n)
{
    size_t cell = 0;
    while (cell < posterior->count && posterior->cut[cell + 1] < n)
        cell++;
    if (cell == posterior->count || posterior->cut[cell + 1] == n || n <= posterior->cut[0])
        return;
    size_t cuts = posterior->count - cell, weights = posterior->count - cell - 1;
    double a = (double)posterior->cut[cell], b = (double)posterior->cut[cell + 1];
    double part = is_wide(a, b) ? log((double)n / a) / log(b / a) : ((double)n - a) / (b - a);
    memmove(&posterior->cut[cell + 2], &posterior->cut[cell + 1], cuts * sizeof *posterior->cut);
    memmove(&posterior->weight[cell + 2], &posterior->weight[cell + 1],
            weights * sizeof *posterior->weight);
    posterior->cut[cell + 1] = n;
    posterior->weight[cell + 1] = posterior->weight[cell] * (1 - part);
    posterior->weight[cell] *= part;
    posterior->count++;
}

void posterior_update(struct posterior *posterior, int64_t n, double near_side, double far_side)
{
    if (posterior->count <= POSTERIOR_PROBE_MAX)
        split(posterior, n);
    double total = 0;
    for (size_t i = 0; i < posterior->count; i++) {
        posterior->weight[i] *= posterior->cut[i + 1] <= n ? far_side : near_side;
        total += posterior->weight[i];
    }
    for (size_t i = 0; i < posterior->count; i++)
        posterior->weight[i] /= total;
}

double posterior_at_most(const struct posterior *posterior, int64_t n)
{
    double sum = 0;
    for (size_t i = 0; i < posterior->count && posterior->cut[i + 1] <= n; i++)
        sum += posterior->weight[i];
    return sum;
}

void posterior_interval(const struct posterior *posterior, double tail, int64_t *low, int64_t *high)
{
    size_t first = 0, last = posterior->count - 1;
    for (double sum = posterior->weight[first]; first < last && sum < tail;)
        sum += posterior->weight[++first];
    for (double sum = posterior->weight[last]; last > first && sum < tail;)
        sum += posterior->weight[--last];
    *low = posterior->cut[first];
    *high = posterior->cut[last + 1];
}
