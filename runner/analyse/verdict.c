#include "verdict.h"

#include <inttypes.h>
#include <math.h>

#include "claims.h"
#include "flat.h"
#include "timing.h"

/* Exponents: caches alone make a linear walk look like n^1.2. */
#define EXPONENT_MARGIN 0.25
/* A class shows over most of a decade; over less, a staircase or a cache looks like any class. */
#define SPAN_LEAST 8.0
/* Undeclared work is called superlinear only from here on. */
#define EXPONENT_UNDECLARED 1.5

static void finding(struct session *session, enum verdict verdict, const char *rule,
                    enum result_level level, const char *message)
{
    session->result->verdicts |= 1u << verdict;
    *VEC_ADD(session->arena, &session->result->findings) =
        (struct result_finding){.rule = rule, .level = level, .message = message};
}

static const char *seconds_text(struct arena *arena, double seconds)
{
    if (seconds < 1e-3)
        return arena_printf(arena, "%.3g us", seconds * 1e6);
    return seconds < 1 ? arena_printf(arena, "%.3g ms", seconds * 1e3)
                       : arena_printf(arena, "%.3g s", seconds);
}

static const char *bytes_text(struct arena *arena, double bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    size_t unit = 0;
    for (; bytes >= 1000 && unit < 4; unit++)
        bytes /= 1000;
    return arena_printf(arena, bytes < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}

static const char *claim_text(struct arena *arena, enum claim claim, double amount)
{
    switch (claim) {
    case CLAIM_FLOPS:
        return arena_printf(arena, "%.3g floating-point operations", amount);
    case CLAIM_ITEMS:
        return arena_printf(arena, "%.3g items", amount);
    default:
        return bytes_text(arena, amount);
    }
}

static const char *end_text(struct session *session, int64_t n)
{
    const struct fixture_result *result = session->result;
    for (size_t i = result->samples.count; i-- > 0;) {
        const struct sample *sample = &result->samples.items[i];
        if (sample->n != n || sample->end == SAMPLE_OK)
            continue;
        switch (sample->end) {
        case SAMPLE_EXIT: return arena_printf(session->arena, "exit status %d", sample->status);
        case SAMPLE_SIGNAL: return arena_printf(session->arena, "signal %d", sample->status);
        case SAMPLE_TIMEOUT: return "time limit";
        case SAMPLE_MEMORY: return "memory limit";
        case SAMPLE_NOT_STARTED: return "it could not be started";
        default: break;
        }
    }
    return "it failed";
}

static const char *place_text(struct session *session, const struct cliff *cliff)
{
    if (cliff->exact)
        return arena_printf(session->arena, "at n = %" PRId64, cliff->n);
    if (cliff->n - cliff->bracket_low == 1)
        return arena_printf(session->arena, "at n = %" PRId64 " (not measured again)", cliff->n);
    return arena_printf(session->arena,
                        "between n = %" PRId64 " and n = %" PRId64 " (not narrowed further)",
                        cliff->bracket_low, cliff->n);
}

static void judge_error_cliff(struct session *session, const struct cliff *cliff)
{
    finding(session, VERDICT_CLIFF, "BR101", RESULT_ERROR,
            arena_printf(
                session->arena, "fails from some size on, %s: %s; n = %" PRId64 " still succeeds",
                place_text(session, cliff), end_text(session, cliff->n), cliff->bracket_low));
}

/* What the two times say, and what is left when the start-up is taken from both. */
static const char *ratio_text(struct arena *arena, const struct cliff *cliff)
{
    double plain = cliff->below.cpu > 0 ? cliff->above.cpu / cliff->below.cpu : 1;
    if (fabs(log(cliff->cpu_ratio / plain)) < 0.1)
        return arena_printf(arena, "x%.3g", plain);
    return arena_printf(arena, "x%.3g, without its start-up x%.3g", plain, cliff->cpu_ratio);
}

static void judge_cliff(struct session *session, const struct cliff *cliff)
{
    struct arena *arena = session->arena;
    if (cliff->kind == CLIFF_ERROR) {
        judge_error_cliff(session, cliff);
        return;
    }
    const struct cliff_side *below = &cliff->below, *above = &cliff->above;
    const char *again = cliff->kind == CLIFF_STAIRCASE ? "; the step comes again at twice the size"
                                                       : "";
    const char *memory = "";
    if (above->maxrss > 0) /* results of others do not tell it */
        memory = arena_printf(arena,
                              ", peak memory %s -> %s, minor faults %" PRIu64 " -> %" PRIu64,
                              bytes_text(arena, (double)below->maxrss),
                              bytes_text(arena, (double)above->maxrss), below->minflt,
                              above->minflt);
    const char *copied = cliff->metric == METRIC_COPIED
                             ? arena_printf(arena, ", bytes copied x%.3g", cliff->ratio)
                             : "";
    const char *message =
        arena_printf(arena, "cost %s %s: CPU time %s -> %s (%s)%s%s%s",
                     above->cpu < below->cpu ? "drops" : "jumps", place_text(session, cliff),
                     seconds_text(arena, below->cpu), seconds_text(arena, above->cpu),
                     ratio_text(arena, cliff), copied, memory, again);
    finding(session, VERDICT_CLIFF, "BR101", RESULT_ERROR, message);
}

static void judge_failing(struct session *session, const struct evidence *evidence)
{
    size_t failed = 0;
    int64_t least = 0;
    const struct fixture_result *result = session->result;
    for (size_t i = 0; i < result->samples.count; i++) {
        const struct sample *sample = fixture_sample(result, i);
        if (sample->end != SAMPLE_OK && (failed++ == 0 || sample->n < least))
            least = sample->n;
    }
    if (failed == 0 || evidence->failing == FAILING_FROM)
        return;
    const char *how = evidence->failing == FAILING_ALWAYS  ? "fails at every size"
                      : evidence->failing == FAILING_LIMIT ? "exceeds its limits"
                                                           : "fails now and then";
    finding(session, VERDICT_ERROR, "BR108", RESULT_ERROR,
            arena_printf(session->arena,
                         "%s: %zu of %zu runs failed, the smallest at n = %" PRId64 " (%s)", how,
                         failed, result->samples.count, least, end_text(session, least)));
}

/* Lowest class of the fit. */
static enum scaling_class least_class(const struct scaling_fit *fit)
{
    enum scaling_class candidate = 0;
    while (candidate < SCALING_COUNT && !(fit->classes & (1u << candidate)))
        candidate++;
    return candidate;
}

static bool is_superlinear(const struct session *session, const struct scaling_fit *fit)
{
    const struct analyse_plan *plan = session->plan;
    if (fit->classes == 0 || fit->span < SPAN_LEAST)
        return false;
    enum scaling_class declared = plan->scaling ? scaling_class_of(plan->scaling) : SCALING_COUNT;
    double low = (double)plan->sizes[0], high = (double)plan->sizes[plan->size_count - 1];
    if (declared == SCALING_COUNT)
        return least_class(fit) > SCALING_N_LOG && fit->exponent_low >= EXPONENT_UNDECLARED;
    return least_class(fit) > declared &&
           fit->exponent_low > scaling_class_exponent(declared, low, high) + EXPONENT_MARGIN;
}

static void judge_scaling(struct session *session, const struct evidence *evidence)
{
    const struct scaling_fit *fits[] = {&evidence->below, &evidence->above};
    const char *declared = session->plan->scaling;
    for (size_t i = 0; i < 2; i++) {
        if (!is_superlinear(session, fits[i]))
            continue;
        struct scaling scaling = scaling_result(fits[i], session->arena);
        const char *side = evidence->cliffs->count == 0 ? ""
                           : i == 0                     ? " below the cliff"
                                                        : " above the cliff";
        finding(session, VERDICT_SUPERLINEAR, "BR102", RESULT_ERROR,
                arena_printf(session->arena, "cost grows as %s (n^%.2f)%s, %s%s",
                             scaling.class_name, scaling.exponent, side,
                             declared ? "declared was " : "well above n log n",
                             declared ? declared : ""));
        return;
    }
    if (evidence->cliffs->count == 0 && flat_judge(session, evidence->sweep))
        finding(session, VERDICT_FLAT, "BR103", RESULT_ERROR,
                arena_printf(session->arena,
                             "CPU time stays at %s while n grows from %" PRId64 " to %" PRId64
                             ": the declared work is not done, or is too small to "
                             "be seen beside start-up",
                             seconds_text(session->arena, exp(evidence->sweep->points[0].level)),
                             evidence->sweep->points[0].n,
                             evidence->sweep->points[evidence->sweep->count - 1].n));
}

static void judge_claims(struct session *session)
{
    const struct claims_result *claims = &session->result->claims;
    struct arena *arena = session->arena;
    if (claims_impossible(claims))
        finding(session, VERDICT_IMPOSSIBLE, "BR104", RESULT_ERROR,
                arena_printf(arena,
                             "at n = %" PRId64 " the claims amount to %s a second of CPU "
                             "time, and the fastest that this machine does is %s: the work was not "
                             "done there",
                             claims->n, claim_text(arena, claims->of, claims->rate),
                             claim_text(arena, claims->of, claims->ceiling)));
    if (claims->present && claims->checked && !claims->materialised)
        finding(session, VERDICT_UNMATERIALISED, "BR105", RESULT_ERROR,
                arena_printf(arena,
                             "at n = %" PRId64 " it claims to hold %s, but its peak memory "
                             "is only %s: the data was never there",
                             claims->n, bytes_text(arena, claims->amount[CLAIM_STORED]),
                             bytes_text(arena, session_median(session, claims->n, METRIC_MAXRSS))));
}

static const char *remark_text(const struct remark *remark, struct arena *arena)
{
    switch (remark->kind) {
    case REMARK_GROWTH:
        return arena_printf(arena,
                            "the step at n = %" PRId64 " (x%.3g) comes again at "
                            "other sizes in proportion to n: a table that grows, no cliff",
                            remark->high, remark->ratio);
    case REMARK_SLOPE:
        return arena_printf(arena,
                            "from somewhere between n = %" PRId64 " and n = %" PRId64
                            " on each unit costs %.3g times what it costs before: a change of "
                            "slope, no cliff",
                            remark->low, remark->high, remark->ratio);
    case REMARK_KNEE:
        break;
    }
    return arena_printf(arena,
                        "CPU time rises by x%.3g between n = %" PRId64 " and n = %" PRId64
                        ", spread over sizes as at the edge of a cache, "
                        "or lost in noise: no cliff that could be placed",
                        remark->ratio, remark->low, remark->high);
}

/* What was looked into and is no cliff: for whoever wondered at the curve.  No verdict. */
static void tell_remarks(struct session *session)
{
    for (size_t i = 0; i < session->remarks.count; i++)
        *VEC_ADD(session->arena, &session->result->findings) = (struct result_finding){
            .rule = "BR101",
            .level = RESULT_NOTE,
            .message = remark_text(&session->remarks.items[i], session->arena)};
}

/* With a verdict the bound is only told: something else may be there too. */
static void tell_bound(struct session *session)
{
    if (session->end == SESSION_SPENT)
        *VEC_ADD(session->arena, &session->result->findings) = (struct result_finding){
            .rule = "BR107",
            .level = RESULT_NOTE,
            .message = arena_printf(session->arena,
                                    "the bound on runs or time was met after %zu runs: what else "
                                    "there may be was not looked for",
                                    session->result->runs)};
}

static void judge_noise(struct session *session, const struct evidence *evidence)
{
    if (session->result->verdicts != 0) {
        tell_bound(session);
        return;
    }
    if (session->end == SESSION_BROKEN)
        finding(session, VERDICT_INCONCLUSIVE, "BR107", RESULT_WARNING,
                arena_printf(session->arena, "measuring became impossible after %zu runs",
                             session->result->runs));
    else if (session->end == SESSION_SPENT)
        finding(session, VERDICT_INCONCLUSIVE, "BR107", RESULT_WARNING,
                arena_printf(session->arena,
                             "the bound on runs or time was met after %zu runs, "
                             "before a judgement",
                             session->result->runs));
    else if (evidence->sweep->error > ERROR_HOPELESS)
        finding(session, VERDICT_INCONCLUSIVE, "BR107", RESULT_WARNING,
                arena_printf(session->arena,
                             "too noisy to judge: CPU time of one run strays by "
                             "%.0f %% after %u rounds",
                             100 * expm1(evidence->sweep->sigma), evidence->sweep->rounds));
}

void verdict_judge(struct session *session, const struct evidence *evidence)
{
    for (size_t i = 0; i < evidence->cliffs->count; i++)
        judge_cliff(session, &evidence->cliffs->items[i]);
    judge_failing(session, evidence);
    judge_scaling(session, evidence);
    judge_claims(session);
    judge_noise(session, evidence);
    tell_remarks(session);
    if (session->result->verdicts == 0)
        session->result->verdicts = 1u << VERDICT_CLEAN;
}
