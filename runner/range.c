#include "range.h"

#include <math.h>
#include <stdbool.h>

/* Three decades tell classes apart better than two, and cost little more. */
enum { SPAN = 1000 };
/* Growth beyond that of n^2 between two sizes: something other than scaling has happened. */
static const double jump_exponent = 2.5;

struct search {
    struct sampler *sampler;
    double budget;
    double left; /* seconds, for all runs that are still to come */
    struct err *err;
};

/* One run; -1 when measuring is impossible. */
static int try_size(struct search *search, int64_t n, struct sample *sample)
{
    int status =
        sampler_take(search->sampler, search->left, n, 0, "sweep", sample, search->err);
    search->left -= sample->wall;
    return status;
}

static double cpu_of(const struct sample *sample)
{
    return sample->user + sample->sys;
}

/* On a busy machine a program waits for a processor: whoever was put off one would have ended in
 * the time that it ran.  Beyond so many budgets it waits for something else too. */
static bool was_put_off(const struct search *search, const struct sample *sample)
{
    enum { BUDGETS = 10 };
    return sample->nivcsw > 0 && sample->wall <= BUDGETS * search->budget;
}

static bool fits(const struct search *search, const struct sample *sample)
{
    double taken = sample->wall;
    if (was_put_off(search, sample))
        taken = fmin(taken, cpu_of(sample));
    return sample->end == SAMPLE_OK && taken <= search->budget;
}

/* Where the processor time alone is too long, the machine is not to blame. */
static bool is_hopeless(const struct search *search, const struct sample *sample)
{
    return cpu_of(sample) > search->budget;
}

/* Noise only slows: of a few runs one that fits is proof. */
static int fits_once(struct search *search, int64_t n, struct sample *sample, bool *fitting)
{
    enum { TRIES = 3 };
    for (int i = 0; i < TRIES; i++) {
        if (try_size(search, n, sample) != 0)
            return -1;
        *fitting = fits(search, sample);
        if (*fitting || sample->end != SAMPLE_OK || is_hopeless(search, sample) ||
            search->left <= 0)
            return 0;
    }
    return 0;
}

static int64_t next_size(const struct search *search, const struct sample *sample, int64_t limit)
{
    int64_t factor = sample->wall < search->budget / 100 ? 10 : 2;
    return sample->n > limit / factor ? limit : sample->n * factor;
}

static bool jumped(const struct sample *below, const struct sample *above)
{
    double growth = log(above->wall / below->wall);
    return above->end == SAMPLE_OK &&
           growth > jump_exponent * log((double)above->n / (double)below->n);
}

/* The last size that fits goes to *low; *high is the first that does not, or low. */
static int gallop(struct search *search, int64_t limit, struct sample *low, struct sample *high)
{
    *high = *low;
    while (low->n < limit && search->left > 0) {
        int64_t n = next_size(search, low, limit);
        bool fitting;
        if (fits_once(search, n, high, &fitting) != 0)
            return -1;
        high->n = n;
        if (!fitting)
            return 0;
        *low = *high;
    }
    return 0;
}

static int narrow(struct search *search, int64_t low, int64_t high, struct range *range)
{
    while ((double)high > (double)low * 1.02 && high - low > 1 && search->left > 0) {
        int64_t middle = (int64_t)sqrt((double)low * (double)high);
        struct sample sample;
        bool fitting;
        middle = middle <= low ? low + 1 : middle;
        if (fits_once(search, middle, &sample, &fitting) != 0)
            return -1;
        *(fitting ? &low : &high) = middle;
    }
    range->within = low;
    range->narrowed = search->left > 0;
    return 0;
}

int range_find(struct sampler *sampler, const struct range_bounds *bounds, struct range *range,
               struct err *err)
{
    struct search search = {sampler, bounds->budget, bounds->seconds, err};
    struct sample low, high;
    if (try_size(&search, 1, &low) != 0)
        return -1;
    low.n = 1;
    if (low.end != SAMPLE_OK)
        return err_set(err, "the program fails at n = 1 already (%s %d)", sample_end_names[low.end],
                       low.status);
    *range = (struct range){.startup = low.wall};
    if (gallop(&search, bounds->limit, &low, &high) != 0)
        return -1;
    range->to = jumped(&low, &high) ? high.n : low.n;
    range->from = range->to / SPAN > 1 ? range->to / SPAN : 1;
    if (range->to <= range->from)
        return err_set(err, "already n = %lld takes longer than %g s", (long long)high.n,
                       bounds->budget);
    return narrow(&search, low.n, high.n, range);
}
