#include "claims.h"

#include <math.h>

/* Below a few megabytes of claimed growth, allocators and the loader decide what memory does. */
#define STORED_LEAST (8.0 * 1024 * 1024)
/* Half: twice the claim in memory would be generous, half of it is not there. */
#define MATERIALISED_PART 0.5
#define PAGE 4096.0

static double claimed(const struct analyse_plan *plan, double (*claim)(void *, int64_t), int64_t n)
{
    return claim ? fmax(0, claim(plan->claim_context, n)) : 0;
}

/* Growth against the smallest size; the better of the two witnesses counts for the program. */
static double memory_growth(const struct session *session, int64_t n)
{
    int64_t first = session->plan->sizes[0];
    double rss = session_median(session, n, METRIC_MAXRSS) -
                 session_median(session, first, METRIC_MAXRSS);
    double faults = session_median(session, n, METRIC_MINFLT) -
                    session_median(session, first, METRIC_MINFLT);
    return fmax(rss, faults * PAGE);
}

static struct claims_result judge_size(const struct session *session, int64_t n)
{
    const struct analyse_plan *plan = session->plan;
    struct claims_result claims = {.present = true, .n = n};
    claims.touched = claimed(plan, plan->touched, n);
    claims.stored = claimed(plan, plan->stored, n);
    double first_cpu = session_median(session, plan->sizes[0], METRIC_CPU);
    double cpu = session_median(session, n, METRIC_CPU);
    double net = cpu > first_cpu ? cpu - first_cpu : cpu;
    double touched = cpu > first_cpu ? claims.touched - claimed(plan, plan->touched, plan->sizes[0])
                                     : claims.touched;
    if (net > 0 && touched > 0)
        claims.rate = touched / net;
    double stored = claims.stored - claimed(plan, plan->stored, plan->sizes[0]);
    claims.checked = stored >= STORED_LEAST;
    claims.materialised = !claims.checked ||
                          memory_growth(session, n) >= MATERIALISED_PART * stored;
    return claims;
}

static double missing(const struct session *session, const struct claims_result *claims)
{
    return claims->stored - memory_growth(session, claims->n);
}

void claims_judge(struct session *session, const struct sweep *sweep,
                  const struct cliff_list *cliffs)
{
    const struct analyse_plan *plan = session->plan;
    if ((!plan->touched && !plan->stored) || sweep->count == 0)
        return;
    struct claims_result *worst = &session->result->claims;
    *worst = judge_size(session, sweep->points[sweep->count - 1].n);
    for (size_t i = 0; i + 1 < sweep->count; i++) {
        struct claims_result claims = judge_size(session, sweep->points[i].n);
        if (!claims.materialised &&
            (worst->materialised || missing(session, &claims) > missing(session, worst)))
            *worst = claims;
    }
    if (cliffs->count == 0 || cliffs->items[0].kind == CLIFF_ERROR)
        return;
    struct claims_result near = judge_size(session, cliffs->items[0].bracket_low);
    if (worst->materialised || !near.materialised)
        *worst = near;
}
