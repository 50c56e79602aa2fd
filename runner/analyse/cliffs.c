#include "cliffs.h"

#include <math.h>

void cliffs_add(struct session *session, struct cliff_list *cliffs, const struct cliff *cliff)
{
    cliffs->items = arena_grow(session->arena, cliffs->items, sizeof *cliffs->items, cliffs->count,
                               cliffs->count + 1, &cliffs->capacity);
    size_t at = cliffs->count++;
    for (; at > 0 && cliffs->items[at - 1].n > cliff->n; at--)
        cliffs->items[at] = cliffs->items[at - 1];
    cliffs->items[at] = *cliff;
}

bool cliffs_explain(const struct cliff_list *cliffs, int64_t low, int64_t high)
{
    for (size_t i = 0; i < cliffs->count; i++) {
        const struct cliff *cliff = &cliffs->items[i];
        if (cliff->n > low && cliff->n <= high)
            return true;
        if (cliff->kind == CLIFF_STAIRCASE && high / cliff->n > low / cliff->n)
            return true;
    }
    return false;
}

bool cliffs_proved(const struct cliff_list *cliffs)
{
    for (size_t i = 0; i < cliffs->count; i++)
        if (cliffs->items[i].metric < METRIC_CPU)
            return true;
    return false;
}

static double known(double value)
{
    return isnan(value) ? 0 : value;
}

static uint64_t count_of(double value)
{
    return value > 0 && value < 9e18 ? (uint64_t)value : 0;
}

static struct cliff_side describe_side(const struct session *session, int64_t n)
{
    return (struct cliff_side){.n = n,
                               .cpu = known(session_median(session, n, METRIC_CPU)),
                               .maxrss = count_of(session_median(session, n, METRIC_MAXRSS)),
                               .minflt = count_of(session_median(session, n, METRIC_MINFLT))};
}

/* Start-up is the same on both sides and would water the ratio down, so it is taken away where
 * enough is left to divide by: a tenth of the start-up itself. */
static double cpu_ratio(const struct session *session, const struct cliff *cliff)
{
    double start = known(session_median(session, session->plan->sizes[0], METRIC_CPU));
    double below = cliff->below.cpu, above = cliff->above.cpu;
    if (below <= 0 || above <= 0)
        return 1;
    if (below - start > 0.1 * start && above - start > 0.1 * start)
        return (above - start) / (below - start);
    return above / below;
}

void cliffs_describe(struct session *session, struct cliff_list *cliffs)
{
    for (size_t i = 0; i < cliffs->count; i++) {
        struct cliff *cliff = &cliffs->items[i];
        cliff->below = describe_side(session, cliff->bracket_low);
        cliff->above = describe_side(session, cliff->n);
        cliff->cpu_ratio = cpu_ratio(session, cliff);
        cliff->blame.unavailable = "the program was not sampled";
    }
}
