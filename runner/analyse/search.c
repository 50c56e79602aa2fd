#include "search.h"

#include <math.h>

#include "posterior.h"

/* The jump surely is where all but this part of the probability on either side is.  This and the
 * figures below were found on recorded noise (bench/detect.md). */
#define UNSURE 0.005
/* No single reading may rule a place out. */
#define LIKELIHOOD_LEAST 1e-3
/* Readings after which a side must be read again, where a jump is clear and where it is not. */
enum { AGE_CLEAR = 12, AGE_MOST = 3 };
/* After so many brackets without a jump, those with one taken off, the rise is gradual; so it is
 * after so many pairs of adjacent sizes. */
enum { EMPTY_MOST = 5, PLACES_MOST = 4 };

struct reading {
    int64_t n;
    double value; /* in logarithms, growth taken out */
};

struct search {
    struct session *session;
    struct suspect *suspect;
    struct posterior posterior;
    VEC(struct reading) readings;
    int64_t near_n, far_n; /* the jump surely is in (near_n, far_n] */
    double sigma;          /* of one run */
    unsigned probes, empty, places;
    bool doubtful;      /* the last probe fitted neither side */
    struct pairs pairs; /* of this bracket, when it is down to adjacent sizes */
    double evidence;    /* what they say for a jump */
};

/* The last reading that is surely of a side. */
struct side {
    double value;
    size_t age; /* readings since */
};

static struct side side_of(const struct search *search, bool far)
{
    size_t count = search->readings.count;
    for (size_t i = count; i-- > 0;) {
        const struct reading *reading = &search->readings.items[i];
        if (far ? reading->n >= search->far_n : reading->n <= search->near_n)
            return (struct side){reading->value, count - 1 - i};
    }
    return (struct side){0, count};
}

/* Returns the value without growth. */
static double keep(struct search *search, int64_t n, double value)
{
    value -= search->suspect->growth * size_log(n);
    *VEC_ADD(&search->session->scratch, &search->readings) = (struct reading){n, value};
    return value;
}

/* Student's t with 3 degrees of freedom, up to a constant: bursts have heavy tails. */
static double student(double z)
{
    double q = 1 + z * z / 3;
    return 1 / (q * q);
}

/* How likely a reading that strays by `error` is, next to one that strays by `other`. */
static double likelihood(double error, double other, double scale)
{
    double here = student(error / scale), there = student(other / scale);
    return fmax(here / fmax(here, there), LIKELIHOOD_LEAST);
}

static double scale_of(const struct search *search)
{
    return fmax(0.8 * search->sigma, 0.02);
}

static void forget_pairs(struct search *search)
{
    search->pairs.count = 0;
    search->evidence = 0;
}

/* Weighs every place of the jump: `inside` those in (low, high], `outside` the others. */
static void weigh(struct search *search, int64_t low, int64_t high, double inside, double outside)
{
    int64_t near = search->near_n, far = search->far_n;
    posterior_update(&search->posterior, low, high, inside, outside);
    posterior_interval(&search->posterior, UNSURE, &search->near_n, &search->far_n);
    if (near != search->near_n || far != search->far_n)
        forget_pairs(search);
}

/* One run, read against both sides.  False when the session is over or it failed. */
static bool probe(struct search *search)
{
    struct session *session = search->session;
    double near = side_of(search, false).value, far = side_of(search, true).value, value;
    int64_t n = posterior_probe(&search->posterior, session->plan, &session->rng);
    search->probes++;
    if (!session_log_cpu(session, n, "bisect", &value))
        return false;
    double level = keep(search, n, search->suspect->sign * value);
    double part = (level - near) / (far - near), scale = scale_of(search);
    search->doubtful = part > 0.28 && part < 0.72;
    weigh(search, search->suspect->low, n, likelihood(level - far, level - near, scale),
          likelihood(level - near, level - far, scale));
    return true;
}

/* Wald's test: how probable a pair that shows more than half of the jump is, if the jump is there
 * and if it is not.  5 pairs in a row decide for it, 3 where it stands far out of the noise; wrong
 * yes 1 in 1000. */
struct odds {
    double there, not_there;
};
static const struct odds usual = {0.9, 0.2}, clear = {0.95, 0.05};
#define BOUND_YES 6.9

/* Where the jump is within the noise of a pair, a pair says less than that. */
static struct odds odds_of(const struct suspect *suspect, double sigma)
{
    if (suspect->clear)
        return clear;
    double half = suspect->excess / 2 / (1.4142 * sigma);
    double beyond = erfc(half / 1.4142) / 2; /* of a normal law */
    return beyond > usual.not_there ? (struct odds){1 - beyond, beyond} : usual;
}

static bool is_adjacent(const struct search *search)
{
    return size_is_next(search->session->plan, search->near_n, search->far_n);
}

/* What a pair about the bracket says of a jump there. */
static void count_pair(struct search *search, bool holds)
{
    struct odds odds = odds_of(search->suspect, search->sigma);
    search->evidence += holds ? log(odds.there / odds.not_there)
                              : log((1 - odds.there) / (1 - odds.not_there));
    if (!holds)
        search->empty++;
    else if (search->empty > 0)
        search->empty--;
}

static bool is_found(const struct search *search)
{
    return is_adjacent(search) && search->evidence >= BOUND_YES;
}

/* Runs both ends of where the jump surely is.  False when the session is over or one failed. */
static bool read_bracket(struct search *search)
{
    const struct suspect *suspect = search->suspect;
    int64_t low = search->near_n, high = search->far_n;
    if (!is_adjacent(search) || search->pairs.count == PAIR_MAX)
        forget_pairs(search);
    search->places += is_adjacent(search) && search->pairs.count == 0;
    if (!pairs_take(search->session, &search->pairs, low, high, suspect->sign, 1))
        return false;
    unsigned last = search->pairs.count - 1;
    double near = keep(search, low, search->pairs.low[last]);
    double far = keep(search, high, search->pairs.high[last]);
    double rise = far - near, scale = 1.4142 * scale_of(search);
    count_pair(search, rise > suspect->excess / 2);
    search->doubtful = false;
    if (!is_found(search))
        weigh(search, low, high, likelihood(rise - suspect->excess, rise, scale),
              likelihood(rise, rise - suspect->excess, scale));
    return true;
}

/* Whether the sides were read too long ago, or are too close together to read a probe against. */
static bool is_stale(const struct search *search)
{
    size_t most = search->suspect->clear ? AGE_CLEAR : AGE_MOST;
    struct side near = side_of(search, false), far = side_of(search, true);
    return near.age > most || far.age > most ||
           far.value - near.value < 0.5 * search->suspect->excess;
}

/* A bit for each halving, and as many readings again as noise ever needed on recorded traces. */
static unsigned probe_limit(const struct suspect *suspect)
{
    enum { EXTRA = 50 };
    double limit = (double)EXTRA + log2((double)suspect->high - (double)suspect->low);
    return limit < (double)POSTERIOR_PROBE_MAX ? (unsigned)limit : POSTERIOR_PROBE_MAX;
}

static void start(struct search *search, const struct pairs *known)
{
    posterior_start(&search->posterior, search->near_n, search->far_n);
    for (unsigned i = 0; i < known->count; i++) {
        keep(search, search->near_n, known->low[i]);
        keep(search, search->far_n, known->high[i]);
    }
}

static enum search_end narrow(struct search *search)
{
    unsigned limit = probe_limit(search->suspect);
    while (search->probes < limit && search->empty < EMPTY_MOST && search->places <= PLACES_MOST) {
        bool bracket = is_adjacent(search) || search->doubtful || is_stale(search);
        if (!(bracket ? read_bracket(search) : probe(search)))
            return SEARCH_OVER;
        if (is_found(search))
            return SEARCH_FOUND;
    }
    return SEARCH_GRADUAL;
}

enum search_end search_jump(struct session *session, struct suspect *suspect, double sigma,
                            const struct pairs *known)
{
    struct search search = {.session = session,
                            .suspect = suspect,
                            .sigma = sigma,
                            .near_n = suspect->low,
                            .far_n = suspect->high};
    start(&search, known);
    enum search_end end = narrow(&search);
    if (end == SEARCH_GRADUAL)
        return end;
    suspect->low = search.near_n;
    suspect->high = search.far_n;
    if (end == SEARCH_FOUND)
        suspect->excess = pairs_median(&search.pairs) -
                          suspect_growth(suspect, suspect->low, suspect->high);
    return end;
}
