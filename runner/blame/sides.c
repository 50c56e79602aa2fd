#include "sides.h"

/* Samples wanted of the run above. */
enum { SAMPLES_WANTED = 800 };

/* Nanoseconds between two samples: the kernel's clock goes no faster than the first; a stop by
 * ptrace costs 5 to 10 % of the time at a thousand a second (measured). */
enum { PERF_PERIOD_MIN = 100000, PTRACE_PERIOD_MIN = 500000 };

typedef int (*profile_taker)(const struct profile_request *request, struct arena *arena,
                        struct profile *profile, struct err *err);

/* So many events between two samples that the run above yields about SAMPLES_WANTED. */
static struct profile_request request_above(const struct profile_target *target,
                                            const struct cliff *cliff, bool by_faults,
                                            uint64_t least)
{
    struct profile_request request = {target, PROFILE_PAGE_FAULTS,
                                      cliff->above.minflt / SAMPLES_WANTED};

    if (!by_faults) {
        request.event = PROFILE_CPU_CLOCK;
        request.period = (uint64_t)(cliff->above.cpu * 1e9 / SAMPLES_WANTED);
        if (request.period < least)
            request.period = least;
    }
    return request;
}

/* *refused: nothing was run, since this host does not allow it. */
static int take(profile_taker taker, const struct profile_request *request, struct stacks *stacks,
                bool *refused, struct arena *arena, struct err *err)
{
    struct profile profile = {0};
    int status = taker(request, arena, &profile, err);

    *refused = profile.refused;
    return status == 0 ? stacks_read(&profile, arena, stacks, err) : -1;
}

/* Page faults are sampled where memory shows the cliff.  Below it a program may fault in nothing
 * under the functions that it runs there: the clock shows that they run. */
static int with_perf(const struct profile_target *below, const struct profile_target *above,
                     const struct cliff *cliff, struct sides *sides, bool *refused,
                     struct arena *arena, struct err *err)
{
    bool by_faults = cliff_in_memory(cliff);
    struct profile_request request = request_above(above, cliff, by_faults, PERF_PERIOD_MIN);
    struct profile_request clock = {below, PROFILE_CPU_CLOCK, PERF_PERIOD_MIN};

    sides->of = by_faults ? "page faults" : "CPU time";
    sides->of_below = "CPU time";
    if (take(perf_run, &request, &sides->above, refused, arena, err) != 0 ||
        take(perf_run, &clock, &sides->below_clock, refused, arena, err) != 0)
        return -1;
    request.target = below;
    return by_faults ? take(perf_run, &request, &sides->below_faults, refused, arena, err) : 0;
}

static int with_ptrace(const struct profile_target *below, const struct profile_target *above,
                       const struct cliff *cliff, struct sides *sides, bool *refused,
                       struct arena *arena, struct err *err)
{
    struct profile_request request = request_above(above, cliff, false, PTRACE_PERIOD_MIN);
    struct profile_request clock = {below, PROFILE_CPU_CLOCK, PTRACE_PERIOD_MIN};

    sides->of = sides->of_below = "running time";
    if (take(ptrace_run, &request, &sides->above, refused, arena, err) != 0)
        return -1;
    return take(ptrace_run, &clock, &sides->below_clock, refused, arena, err);
}

int sides_sample(const struct profile_target *below, const struct profile_target *above,
                 const struct cliff *cliff, enum blame_sampler sampler, struct sides *sides,
                 struct arena *arena, struct err *err)
{
    struct err first = {0}, second = {0};
    bool refused = false;

    if (sampler == BLAME_NONE)
        return err_set(err, "it was not asked for (--sampler=none)");
    if (sampler == BLAME_COPIES)
        return err_set(err, "only copies were asked about (--sampler=copies)");
    if (sampler != BLAME_PTRACE) {
        if (with_perf(below, above, cliff, sides, &refused, arena, &first) == 0)
            return 0;
        if (sampler == BLAME_PERF || !refused)
            return err_set(err, "%s", first.text);
    }
    if (with_ptrace(below, above, cliff, sides, &refused, arena, &second) == 0)
        return 0;
    return err_set(err, "%s%s%s", first.text, first.text[0] ? "; " : "", second.text);
}

void sides_release(struct sides *sides)
{
    stacks_release(&sides->above);
    stacks_release(&sides->below_clock);
    stacks_release(&sides->below_faults);
}
