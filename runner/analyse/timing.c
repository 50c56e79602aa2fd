#include "timing.h"

#include <math.h>

#include "exactness.h"
#include "kind.h"
#include "search.h"

/* A level is known well enough when its standard error is 4.5 %; ten rounds are the most that pays.
 * Found on recorded noise (bench/detect.md). */
#define ERROR_WANTED 0.045
enum { ROUND_MOST = 10 };
/* After so many suspects that were none, the rest is not asked; after one, where memory has proved a
 * cliff already. */
enum { MISS_MOST = 3 };

void timing_rounds(struct session *session, struct sweep *sweep, unsigned rounds, bool enough)
{
    double wanted = enough ? INFINITY : ERROR_WANTED;
    unsigned least = session->plan->quick && rounds > 2 ? 2 : rounds;
    sweep_estimate(session, sweep);
    while (session->end == SESSION_RUNNING &&
           (sweep->rounds < least || (sweep->error > wanted && sweep->rounds < ROUND_MOST))) {
        sweep_round(session, sweep);
        sweep_estimate(session, sweep);
    }
}

/* Away from the candidate, outward, until the jump is between the ends again. */
static bool widen(struct session *session, const struct suspect *start, struct suspect *suspect)
{
    enum { PAIRS = 3 };
    int64_t low = suspect->low, high = suspect->high;
    for (double reach = 1; reach < 2 * (double)(start->high - start->low); reach *= 8) {
        suspect->low = size_near(session->plan, fmax((double)start->low, (double)low - reach));
        suspect->high = size_near(session->plan, fmin((double)start->high, (double)high + reach));
        struct pairs pairs = {0};
        if (!pairs_take(session, &pairs, suspect->low, suspect->high, suspect->sign, PAIRS))
            return false;
        double growth = suspect_growth(suspect, suspect->low, suspect->high);
        if (pairs_median(&pairs) - growth > 0.6 * start->excess)
            return !size_is_next(session->plan, suspect->low, suspect->high);
    }
    return false;
}

static enum search_end search_exact(struct session *session, const struct sweep *sweep,
                                    struct suspect *suspect, const struct pairs *pairs)
{
    struct suspect start = *suspect;
    enum search_end end = search_suspect(session, suspect, sweep->sigma, pairs);
    if (end != SEARCH_FOUND)
        return end;
    start.excess = suspect->excess;
    /* Between neighbours there is no growth to speak of. */
    suspect->growth = 0;
    enum exactness_end exact = exactness_test(session, suspect, sweep->sigma);
    if (exact == EXACTNESS_NO) {
        suspect->growth = start.growth;
        suspect->clear = false;
        if (!widen(session, &start, suspect) ||
            search_jump(session, suspect, 1.2 * sweep->sigma, pairs) != SEARCH_FOUND)
            return session->end == SESSION_RUNNING ? SEARCH_GRADUAL : SEARCH_OVER;
        suspect->growth = 0;
        exact = exactness_test(session, suspect, sweep->sigma);
    }
    return exact == EXACTNESS_YES  ? SEARCH_FOUND
           : exact == EXACTNESS_NO ? SEARCH_GRADUAL
                                   : SEARCH_OVER;
}

static void report_jump(struct session *session, const struct sweep *sweep,
                        const struct suspect *suspect, bool exact, struct cliff_list *cliffs)
{
    struct cliff cliff = {.n = suspect->high, .bracket_low = suspect->low, .exact = exact,
                          .metric = METRIC_CPU, .kind = CLIFF_WALL,
                          .ratio = exp(suspect->sign * suspect->excess)};
    if (exact && kind_is_staircase(session, sweep, suspect))
        cliff.kind = CLIFF_STAIRCASE;
    cliffs_add(session, cliffs, &cliff);
}

/* When the bound was met, a bracket is only named where no knee reaches: half as much again within a
 * tenth (a knee of six times an octave rises by 1.3 there). */
static bool is_bracket(const struct session *session, const struct suspect *suspect)
{
    return session->end == SESSION_SPENT && suspect->excess > log(1.5) &&
           (double)suspect->high < 1.1 * (double)suspect->low;
}

enum judgement { JUDGED_NOTHING, JUDGED_CLIFF, JUDGED_GROWTH };

static enum judgement judge(struct session *session, const struct sweep *sweep,
                            struct suspect *suspect, struct cliff_list *cliffs)
{
    struct pairs pairs = {0};
    if (confirm_suspect(session, suspect, sweep->sigma, &pairs) != CONFIRM_YES)
        return JUDGED_NOTHING;
    enum search_end end = search_exact(session, sweep, suspect, &pairs);
    if (end == SEARCH_GRADUAL || (end == SEARCH_OVER && !is_bracket(session, suspect)))
        return JUDGED_NOTHING;
    if (end == SEARCH_FOUND && suspect->excess < 0.8 * JUMP_LEAST)
        return JUDGED_NOTHING;
    if (end == SEARCH_FOUND && kind_is_growth(session, sweep, suspect))
        return JUDGED_GROWTH;
    report_jump(session, sweep, suspect, end == SEARCH_FOUND, cliffs);
    return JUDGED_CLIFF;
}

void timing_hunt(struct session *session, struct sweep *sweep, struct cliff_list *cliffs)
{
    struct suspect growth = {0}, suspect;
    unsigned misses = 0, misses_most = cliffs->count > 0 ? 1 : MISS_MOST;
    if (sweep->error > ERROR_HOPELESS)
        return;
    while (misses < misses_most && session->end == SESSION_RUNNING &&
           suspect_next(session, sweep, cliffs, &suspect)) {
        if (growth.high > 0 && kind_is_same_growth(sweep, &growth, &suspect))
            continue;
        struct suspect judged = suspect;
        enum judgement judgement = judge(session, sweep, &judged, cliffs);
        misses += judgement != JUDGED_CLIFF;
        if (judgement == JUDGED_GROWTH)
            growth = judged;
    }
}
