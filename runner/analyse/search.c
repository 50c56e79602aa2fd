#include "search.h"

#include <math.h>

#include "posterior.h"
#include "robust.h"

/* Likelihoods are kept away from zero: no single reading may rule a side out. */
#define LIKELIHOOD_LEAST 1e-3
enum { REFERENCE_MAX = 7 };

/* The last few readings known to be of one side, growth taken out. */
struct reference {
    double value[REFERENCE_MAX];
    unsigned count;
};

struct search {
    struct session *session;
    struct suspect *suspect;
    struct posterior posterior;
    double scale; /* of the noise of a reading */
    struct reference near, far;
    int64_t near_n, far_n;             /* sizes to pair with */
    unsigned probes, midway;           /* readings, and those that fit neither side */
    double jumps[POSTERIOR_PROBE_MAX]; /* far minus near, of each paired reading */
    double sigma;                      /* of one run */
    bool checked;                      /* the narrow bracket was seen to hold the whole jump */
};

static void reference_add(struct reference *reference, double value)
{
    reference->value[reference->count++ % REFERENCE_MAX] = value;
}

static double reference_median(const struct reference *reference)
{
    double copy[REFERENCE_MAX];
    unsigned count = reference->count < REFERENCE_MAX ? reference->count : REFERENCE_MAX;
    for (unsigned i = 0; i < count; i++)
        copy[i] = reference->value[i];
    return median(copy, count);
}

/* One run at n, in logarithms, growth taken out. */
static bool read_level(struct search *search, int64_t n, double *level)
{
    const struct suspect *suspect = search->suspect;
    double value;
    if (!session_log_cpu(search->session, n, "bisect", &value))
        return false;
    *level = suspect->sign * value - suspect->growth * size_log(n);
    return true;
}

static bool read_references(struct search *search)
{
    for (int i = 0; i < 2; i++) {
        double near, far;
        if (!read_level(search, search->suspect->low, &near) ||
            !read_level(search, search->suspect->high, &far))
            return false;
        reference_add(&search->near, near);
        reference_add(&search->far, far);
    }
    return true;
}

/* Student's t with 3 degrees of freedom, up to a constant: bursts have heavy tails. */
static double student(double z)
{
    double q = 1 + z * z / 3;
    return 1 / (q * q);
}

static void weigh(struct search *search, int64_t n, double from_near, double from_far)
{
    double near = student(from_near / search->scale), far = student(from_far / search->scale);
    double most = fmax(near, far);
    posterior_update(&search->posterior, n, fmax(near / most, LIKELIHOOD_LEAST),
                     fmax(far / most, LIKELIHOOD_LEAST));
}

enum reading { READING_TAKEN, READING_GRADUAL, READING_OVER };

static enum reading read_single(struct search *search, int64_t n)
{
    double level;
    if (!read_level(search, n, &level))
        return READING_OVER;
    double excess = search->suspect->excess;
    double near = reference_median(&search->near), far = reference_median(&search->far);
    if (far - near < 0.4 * excess) {
        if (!read_references(search))
            return READING_OVER;
        near = reference_median(&search->near);
        far = reference_median(&search->far);
        if (far - near < 0.4 * excess && search->probes > 6)
            return READING_GRADUAL;
    }
    double part = (level - near) / (far - near);
    search->midway += part > 0.28 && part < 0.72;
    weigh(search, n, level - near, level - far);
    double at_most = posterior_at_most(&search->posterior, n);
    if (at_most > 0.95)
        reference_add(&search->far, level);
    else if (at_most < 0.05)
        reference_add(&search->near, level);
    return READING_TAKEN;
}

/* Near, probe and far, or the other way round: drift that is linear over the three cancels. */
static enum reading read_paired(struct search *search, int64_t n)
{
    bool upward = rng_coin(&search->session->rng);
    double first, level, last;
    if (!read_level(search, upward ? search->near_n : search->far_n, &first) ||
        !read_level(search, n, &level) ||
        !read_level(search, upward ? search->far_n : search->near_n, &last))
        return READING_OVER;
    double near = upward ? first : last, far = upward ? last : first;
    double excess = search->suspect->excess;
    double side = ((level - near) - (far - level)) / 2; /* -excess/2: near, excess/2: far */
    search->midway += fabs(side) < 0.2 * excess;
    search->jumps[search->probes] = far - near;
    weigh(search, n, side + excess / 2, side - excess / 2);
    int64_t low, high;
    posterior_interval(&search->posterior, 1e-4, &low, &high);
    if (low < n && high > n) {
        search->near_n = low;
        search->far_n = high;
    }
    return READING_TAKEN;
}

/* In a bracket of a tenth the whole jump must be left; a knee of an octave leaves a seventh. */
static enum reading check_bracket(struct search *search, int64_t low, int64_t high)
{
    const struct suspect *suspect = search->suspect;
    enum { MORE = 2 };
    struct pairs pairs = {0};
    double growth = suspect_growth(suspect, low, high), left;
    unsigned more = suspect->clear ? 2 : 3;
    search->checked = true;
    do {
        if (!pairs_take(search->session, &pairs, low, high, suspect->sign, more))
            return READING_OVER;
        left = (pairs_median(&pairs) - growth) / suspect->excess;
        more = MORE;
    } while (pairs.count < PAIR_MAX && left > 0.2 && left < 0.75);
    return left < 0.5 ? READING_GRADUAL : READING_TAKEN;
}

static bool is_mostly_midway(const struct search *search, bool paired)
{
    return search->probes >= (paired ? 6 : 5) && search->midway * 2 >= search->probes &&
           search->scale < 0.35 * search->suspect->excess;
}

/* The pairs taken on the way also say how large the jump is; what is surely too small to be called
 * is not worth the rest of the search. */
static bool is_gone(const struct search *search)
{
    enum { LEAST = 6 };
    double copy[POSTERIOR_PROBE_MAX];
    for (unsigned i = 0; i < search->probes; i++)
        copy[i] = search->jumps[i];
    if (search->probes < LEAST)
        return false;
    /* Twice the standard error of a median of differences of two runs. */
    double margin = 2 * 1.25 * 1.4142 * search->sigma / sqrt(search->probes);
    return median(copy, search->probes) + margin < 0.8 * JUMP_LEAST;
}

/* One probe and what it changes.  *found: the interval is down to adjacent sizes. */
static enum reading search_probe(struct search *search, bool paired, int64_t *low, int64_t *high,
                                 bool *found)
{
    const struct analyse_plan *plan = search->session->plan;
    int64_t n = posterior_probe(&search->posterior, plan, &search->session->rng);
    *found = size_is_next(plan, search->posterior.cut[0],
                          search->posterior.cut[search->posterior.count]);
    if (*found || n <= search->posterior.cut[0])
        return READING_TAKEN;
    enum reading reading = paired ? read_paired(search, n) : read_single(search, n);
    search->probes++;
    if (reading != READING_TAKEN)
        return reading;
    if (is_mostly_midway(search, paired) || (paired && is_gone(search)))
        return READING_GRADUAL;
    posterior_interval(&search->posterior, 0.01, low, high);
    if (!search->checked && (double)*high < 1.10 * (double)*low)
        reading = check_bracket(search, *low, *high);
    *found = size_is_next(plan, *low, *high);
    return reading;
}

/* A bit for each halving, and as many readings again as noise ever needed on recorded traces. */
static unsigned probe_limit(const struct suspect *suspect)
{
    enum { EXTRA = 30 };
    double limit = (double)EXTRA + log2((double)suspect->high - (double)suspect->low);
    return limit < (double)POSTERIOR_PROBE_MAX ? (unsigned)limit : POSTERIOR_PROBE_MAX;
}

enum search_end search_jump(struct session *session, struct suspect *suspect, double sigma,
                            const struct pairs *known)
{
    bool paired = !suspect->clear;
    struct search search = {.session = session,
                            .suspect = suspect,
                            .scale = fmax(0.8 * sigma, 0.02),
                            .sigma = sigma,
                            .near_n = suspect->low,
                            .far_n = suspect->high};
    posterior_start(&search.posterior, suspect->low, suspect->high);
    for (unsigned i = 0; i < known->count; i++) {
        reference_add(&search.near, known->low[i] - suspect->growth * size_log(suspect->low));
        reference_add(&search.far, known->high[i] - suspect->growth * size_log(suspect->high));
    }
    int64_t low = suspect->low, high = suspect->high;
    unsigned limit = probe_limit(suspect);
    bool found = false;
    enum reading reading = READING_TAKEN;
    while (!found && reading == READING_TAKEN && search.probes < limit)
        reading = search_probe(&search, paired, &low, &high, &found);
    if (reading == READING_GRADUAL)
        return SEARCH_GRADUAL;
    suspect->low = low;
    suspect->high = high;
    return found && reading == READING_TAKEN ? SEARCH_FOUND
           : reading == READING_OVER         ? SEARCH_OVER
                                             : SEARCH_GRADUAL;
}
