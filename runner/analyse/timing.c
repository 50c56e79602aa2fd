#include "timing.h"

#include <math.h>

#include "beside.h"
#include "exactness.h"
#include "kind.h"
#include "search.h"

/* A level is known well enough when its standard error is 4.5 %; ten rounds are the most that pays.
 * Found on recorded noise (bench/detect.md). */
#define ERROR_WANTED 0.045
enum { ROUND_LEAST = 3, ROUND_MOST = 10 };
/* A rise by half that is no cliff is worth a remark. */
#define KNEE_LEAST 0.405
/* How far from where a search ended the jump may be, and how much of it must be left there. */
#define WIDEN_PART  0.05
#define WHOLE_LEAST 0.75
/* What one run strays by, in proportion to the jump: a probe of a jump of less than twice that
 * tells less than half a bit, and a search would end in the noise.  Found on recorded noise
 * (bench/detect.md). */
#define SEARCHABLE 2.0
/* After so many suspects that were none, the rest is not asked; one fewer once there is a cliff,
 * and another fewer where memory has proved it. */
enum { MISS_MOST = 3 };

void timing_rounds(struct session *session, struct sweep *sweep, unsigned rounds, bool enough)
{
    double wanted = enough ? INFINITY : ERROR_WANTED;
    unsigned least = session->plan->quick && rounds > 2 ? 2 : rounds;
    /* Half of the runs are for what comes after the sweeps. */
    size_t affordable = session->run_max / 2 / (sweep->count + 1);
    if (least > affordable && affordable >= ROUND_LEAST)
        least = (unsigned)affordable;
    sweep_estimate(sweep);
    while (session->end == SESSION_RUNNING &&
           (sweep->rounds < least || (sweep->error > wanted && sweep->rounds < ROUND_MOST))) {
        sweep_round(session, sweep);
        sweep_estimate(sweep);
    }
}

/* Searches, and puts the answer to the last test. */
static enum search_end search_once(struct session *session, const struct sweep *sweep,
                                   struct suspect *suspect, const struct pairs *pairs)
{
    enum search_end end = search_jump(session, suspect, sweep->sigma, pairs);
    if (end != SEARCH_FOUND)
        return end;
    enum exactness_end exact = exactness_test(session, suspect, sweep->sigma);
    if (exact == EXACTNESS_YES && beside_matters(suspect->low, suspect->high))
        exact = beside_test(session, suspect, sweep->sigma);
    return exact == EXACTNESS_YES  ? SEARCH_FOUND
           : exact == EXACTNESS_NO ? SEARCH_GRADUAL
                                   : SEARCH_OVER;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* A search that noise misled ends beside the jump.  Ever larger brackets about that place are tried
 * by fresh pairs; the first that holds the whole jump is searched again.  No knee is whole in one.
 * False when none is. */
static bool widen(struct session *session, const struct sweep *sweep, const struct suspect *whole,
                  struct suspect *suspect, struct pairs *pairs)
{
    const struct analyse_plan *plan = session->plan;
    int64_t low = suspect->low, high = suspect->high;
    for (double reach = 8; reach < WIDEN_PART * (double)high; reach *= 8) {
        *suspect = *whole;
        suspect->clear = false;
        suspect->low = larger(whole->low, size_near(plan, (double)low - reach));
        suspect->high = smaller(whole->high, size_near(plan, (double)high + reach));
        *pairs = (struct pairs){0};
        if (confirm_suspect(session, suspect, sweep->sigma, pairs) == CONFIRM_OVER)
            return false;
        if (suspect->excess > WHOLE_LEAST * whole->excess)
            return true;
    }
    return false;
}

static void remark_rise(struct session *session, const struct suspect *suspect)
{
    if (suspect->sign > 0 && suspect->excess > KNEE_LEAST)
        session_remark(session, (struct remark){REMARK_KNEE, suspect->low, suspect->high,
                                                exp(suspect->excess)});
}

/* Before a jump is called gradual it is searched for once more, in pairs: about the place where the
 * first search ended, or in the whole interval, if it is still there. */
static enum search_end search_exact(struct session *session, const struct sweep *sweep,
                                    struct suspect *suspect, const struct pairs *pairs)
{
    struct suspect start = *suspect;
    struct pairs fresh = {0};
    enum search_end end = search_once(session, sweep, suspect, pairs);
    if (end == SEARCH_GRADUAL && suspect->high - suspect->low < start.high - start.low &&
        widen(session, sweep, &start, suspect, &fresh))
        end = search_once(session, sweep, suspect, &fresh);
    if (end != SEARCH_GRADUAL || session->end != SESSION_RUNNING)
        return end;
    *suspect = start;
    suspect->clear = false;
    fresh = (struct pairs){0};
    if (confirm_suspect(session, suspect, sweep->sigma, &fresh) != CONFIRM_YES)
        return SEARCH_GRADUAL;
    start.excess = suspect->excess;
    end = search_once(session, sweep, suspect, &fresh);
    if (end == SEARCH_GRADUAL)
        remark_rise(session, &start);
    return end;
}

static void report_jump(struct session *session, const struct sweep *sweep,
                        const struct suspect *suspect, bool exact, struct cliff_list *cliffs)
{
    struct cliff cliff = {.n = suspect->high,
                          .bracket_low = suspect->low,
                          .exact = exact,
                          .metric = METRIC_CPU,
                          .kind = CLIFF_WALL,
                          .ratio = exp(suspect->sign * suspect->excess)};
    if (exact && kind_is_staircase(session, sweep, suspect))
        cliff.kind = CLIFF_STAIRCASE;
    cliffs_add(session, cliffs, &cliff);
}

/* When the bound was met, a bracket is only named where no knee reaches: half as much again within
 * a tenth (a knee of six times an octave rises by 1.3 there). */
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
    if (suspect->excess < SEARCHABLE * sweep->sigma) {
        remark_rise(session, suspect);
        return JUDGED_NOTHING;
    }
    enum search_end end = search_exact(session, sweep, suspect, &pairs);
    if (end == SEARCH_GRADUAL || (end == SEARCH_OVER && !is_bracket(session, suspect)))
        return JUDGED_NOTHING;
    if (end == SEARCH_FOUND && suspect->excess < 0.8 * JUMP_LEAST)
        return JUDGED_NOTHING;
    if (end == SEARCH_FOUND && kind_is_growth(session, sweep, suspect)) {
        session_remark(session, (struct remark){REMARK_GROWTH, suspect->low, suspect->high,
                                                exp(suspect->excess)});
        return JUDGED_GROWTH;
    }
    report_jump(session, sweep, suspect, end == SEARCH_FOUND, cliffs);
    return JUDGED_CLIFF;
}

void timing_hunt(struct session *session, struct sweep *sweep, struct cliff_list *cliffs)
{
    struct suspect growth = {0}, suspect;
    unsigned misses = cliffs->count > 0;
    if (sweep->error > ERROR_HOPELESS)
        return;
    while (misses < MISS_MOST - (cliffs->count > 0) && session->end == SESSION_RUNNING &&
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
