#include "failing.h"

static bool is_limit(enum sample_end end)
{
    return end == SAMPLE_TIMEOUT || end == SAMPLE_MEMORY;
}

/* Index of the first failed point; sweep->count when there is none. */
static size_t first_failed(const struct sweep *sweep)
{
    size_t i = 0;
    while (i < sweep->count && !sweep->points[i].failed)
        i++;
    return i;
}

static enum failing pattern(const struct session *session, const struct sweep *sweep)
{
    size_t first = first_failed(sweep);
    if (first == sweep->count)
        return FAILING_NEVER;
    for (size_t i = first; i < sweep->count; i++)
        if (!sweep->points[i].failed)
            return FAILING_SOMETIMES;
    if (first == 0)
        return FAILING_ALWAYS;
    for (size_t i = 0; i < session->result->samples.count; i++)
        if (is_limit(session->result->samples.items[i].end))
            return FAILING_LIMIT;
    return FAILING_FROM;
}

/* True with *fails filled when the run took place. */
static bool try_size(struct session *session, int64_t n, const char *phase, bool *fails)
{
    struct sample sample;
    if (!session_run(session, n, phase, &sample))
        return false;
    *fails = sample.end != SAMPLE_OK;
    return true;
}

static bool is_between(struct session *session, const struct cliff *cliff)
{
    enum { PAIRS = 3 };
    for (int i = 0; i < PAIRS; i++) {
        bool low_fails, high_fails;
        if (!try_size(session, cliff->bracket_low, "confirm", &low_fails) ||
            !try_size(session, cliff->n, "confirm", &high_fails))
            return false;
        if (low_fails || !high_fails)
            return false;
    }
    return true;
}

enum failing failing_judge(struct session *session, const struct sweep *sweep, struct cliff *cliff)
{
    enum failing failing = pattern(session, sweep);
    if (failing != FAILING_FROM)
        return failing;
    size_t first = first_failed(sweep);
    *cliff = (struct cliff){.bracket_low = sweep->points[first - 1].n,
                            .n = sweep->points[first].n,
                            .kind = CLIFF_ERROR,
                            .metric = METRIC_CPU};
    while (!size_is_next(session->plan, cliff->bracket_low, cliff->n)) {
        double middle = ((double)cliff->bracket_low + (double)cliff->n) / 2;
        int64_t n = size_between(session->plan, cliff->bracket_low, cliff->n, middle);
        bool fails;
        if (!try_size(session, n, "bisect", &fails))
            return FAILING_FROM;
        if (fails)
            cliff->n = n;
        else
            cliff->bracket_low = n;
    }
    cliff->exact = is_between(session, cliff);
    if (!cliff->exact && session->end == SESSION_RUNNING)
        return FAILING_SOMETIMES;
    return FAILING_FROM;
}

void failing_cut(struct sweep *sweep)
{
    sweep->count = first_failed(sweep);
}
