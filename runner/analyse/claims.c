#include "claims.h"

#include <math.h>

/* Below a few megabytes of claimed growth, allocators and the loader decide what memory does. */
#define STORED_LEAST (8.0 * 1024 * 1024)
/* Half: twice the claim in memory would be generous, half of it is not there. */
#define MATERIALISED_PART 0.5
#define PAGE              4096.0
/* The least of a few runs strays by so much. */
#define CPU_STRAY 0.03
/* A ladder that was measured beside busy neighbours only shows half of what the machine can. */
#define CEILING_MARGIN 2.0

static double claimed(const struct analyse_plan *plan, enum claim claim, int64_t n)
{
    return fmax(0, plan->claim(plan->claim_context, claim, n));
}

/* The least CPU time of a run at n; of a run at any size where n is negative. */
static double least_cpu(const struct session *session, int64_t n)
{
    const struct fixture_result *result = session->result;
    double least = INFINITY;
    for (size_t i = 0; i < result->samples.count; i++) {
        const struct sample *sample = fixture_sample(result, i);
        if (sample->end == SAMPLE_OK && (n < 0 || sample->n == n))
            least = fmin(least, sample_metric(sample, METRIC_CPU));
    }
    return least;
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

/* What is claimed and what it took, beyond the smallest size. */
struct growth {
    double amount[CLAIM_COUNT], cpu;
};

static struct growth growth_of(const struct session *session, int64_t n)
{
    const struct analyse_plan *plan = session->plan;
    int64_t first = plan->sizes[0];
    /* Noise only slows, so the best runs are compared; whatever ran includes the start-up. */
    double start = least_cpu(session, -1);
    struct growth growth = {.cpu = least_cpu(session, n) - start};
    for (int i = 0; i < CLAIM_COUNT; i++)
        growth.amount[i] = claimed(plan, (enum claim)i, n) - claimed(plan, (enum claim)i, first);
    /* Where nothing was added that can be told from noise, there may have been so much. */
    growth.cpu = fmax(growth.cpu, 0) + 2 * CPU_STRAY * start;
    return growth;
}

/* A program may have had all the memory before: as much as it claims to hold is there at n. */
static bool had_memory(const struct session *session, int64_t n)
{
    return session_median(session, n, METRIC_MAXRSS) >= claimed(session->plan, CLAIM_STORED, n);
}

/* A whole process must be given the memory that it fills; a region that it reports may have it
 * already.  Memory that comes in huge pages comes faster: it is there, and few faults brought
 * it. */
static double stored_ceiling(const struct session *session, int64_t n, double bytes)
{
    const struct ladder *ladder = session->plan->ladder;
    const struct fixture_result *result = session->result;
    bool region = result->samples.count > 0 && result->samples.items[0].region.present;
    bool there = had_memory(session, n);
    double brought = session_median(session, n, METRIC_MINFLT) * PAGE;
    double fresh = ladder_fresh_most(ladder, !there || brought > bytes);
    return region || there ? fmax(fresh, ladder_stored_most(ladder, bytes)) : fresh;
}

/* The fastest that this machine can.  An item is a byte at least. */
static double ceiling(const struct session *session, int64_t n, enum claim claim, double amount)
{
    const struct ladder *ladder = session->plan->ladder;
    switch (claim) {
    case CLAIM_STORED: return stored_ceiling(session, n, amount);
    case CLAIM_FLOPS: return ladder->flops;
    default: return ladder_touched_most(ladder);
    }
}

/* The rate that comes nearest to what is impossible, or is furthest beyond it. */
static void hold_against(const struct session *session, const struct growth *growth,
                         struct claims_result *claims)
{
    const struct ladder *ladder = session->plan->ladder;
    if (growth->cpu <= 0)
        return;
    claims->rate = growth->amount[CLAIM_TOUCHED] / growth->cpu;
    if (!ladder || ladder->count == 0)
        return;
    claims->ceiling = ladder_touched_most(ladder);
    for (int i = 0; i < CLAIM_COUNT; i++) {
        double most = ceiling(session, claims->n, (enum claim)i, growth->amount[i]);
        double rate = growth->amount[i] / growth->cpu;
        if (i == CLAIM_STORED && growth->amount[i] < STORED_LEAST)
            continue;
        if (rate / most > claims->rate / claims->ceiling) {
            claims->of = (enum claim)i;
            claims->rate = rate;
            claims->ceiling = most;
        }
    }
}

static struct claims_result judge_size(const struct session *session, int64_t n)
{
    const struct analyse_plan *plan = session->plan;
    struct growth growth = growth_of(session, n);
    struct claims_result claims = {.present = true, .n = n};
    for (int i = 0; i < CLAIM_COUNT; i++)
        claims.amount[i] = claimed(plan, (enum claim)i, n);
    hold_against(session, &growth, &claims);
    claims.checked = growth.amount[CLAIM_STORED] >= STORED_LEAST;
    claims.materialised =
        !claims.checked || had_memory(session, n) ||
        memory_growth(session, n) >= MATERIALISED_PART * growth.amount[CLAIM_STORED];
    return claims;
}

bool claims_impossible(const struct claims_result *claims)
{
    return claims->ceiling > 0 && claims->rate > CEILING_MARGIN * claims->ceiling;
}

static double missing(const struct session *session, const struct claims_result *claims)
{
    return claims->amount[CLAIM_STORED] - memory_growth(session, claims->n);
}

void claims_judge(struct session *session, const struct sweep *sweep,
                  const struct cliff_list *cliffs)
{
    const struct analyse_plan *plan = session->plan;
    if (!plan->claim || sweep->count == 0)
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
