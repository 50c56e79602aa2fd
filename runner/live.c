#include "live.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "blame.h"
#include "copies.h"
#include "instructions.h"

static int run_once(struct live *live, const struct prepared *prepared, int64_t n,
                    const char *const *environment, struct sample *sample, struct err *err)
{
    const struct job *job = prepared->job;
    double left = live->sampler.seconds, timeout = job->fixture->limits.timeout;
    struct arena scratch = {0};
    struct exec_command command = {.folder = job->spec->directory,
                                   .arguments = prepared_arguments(prepared, n, &scratch),
                                   .timeout = left > 0 ? fmin(timeout, left) : timeout,
                                   .memory = job->fixture->limits.memory,
                                   .processes = (uint32_t)job->fixture->limits.processes,
                                   .cpu = live->cpu,
                                   .environment = environment};
    int status = exec_run(live->exec, &command, n, sample, live->arena, err);
    arena_release(&scratch);
    return status;
}

static int measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err)
{
    struct live *live = self->context;
    bool is_base = strcmp(phase, "base") == 0 || strcmp(phase, "null") == 0;
    struct counting *counting = strcmp(phase, "count") == 0 ? live->counting : NULL;
    if (counting)
        counting_reset(counting);
    if (run_once(live, is_base ? live->base : live->prepared, n,
                 counting ? counting_environment(counting) : NULL, sample, err) != 0)
        return -1;
    if (counting)
        counting_read(counting, &sample->count);
    sample->round = round;
    sample->phase = phase;
    if (live->record && record_sample(live->record, live->index, sample, err) != 0)
        return -1;
    return sample_started(sample, err);
}

/* The program at one size, to be sampled. */
static struct profile_target target_at(const struct live *live, int64_t n, double timeout,
                                       struct arena *arena)
{
    const struct job *job = live->prepared->job;
    const char **environment = ARENA_ARRAY(arena, const char *, 3);

    environment[0] = arena_printf(arena, "BENCHRUN_N=%lld", (long long)n);
    environment[1] = "PYTHONPERFSUPPORT=1"; /* Python 3.12 then tells where its functions are */
    return (struct profile_target){.folder = job->spec->directory,
                                   .arguments = prepared_arguments(live->prepared, n, arena),
                                   .environment = environment,
                                   .timeout = timeout,
                                   .memory = job->fixture->limits.memory};
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Seconds; infinite without a budget. */
static double time_for_blame(const struct live *live, const struct fixture_result *result)
{
    double budget = live->prepared->job->fixture->limits.budget;

    return budget > 0 ? fmax(budget / 4, budget - result->seconds) : INFINITY;
}

static void count_instructions(struct live *live, struct cliff *cliff)
{
    double timeout = live->prepared->job->fixture->limits.timeout;
    struct cliff_instructions *counted = &cliff->instructions;
    struct arena scratch = {0};
    struct err err = {0};
    struct profile_target below = target_at(live, cliff->below.n, timeout, &scratch);
    struct profile_target above = target_at(live, cliff->above.n, timeout, &scratch);
    counted->present =
        instructions_count(&below, &scratch, &counted->below, &counted->by, &err) == 0 &&
        instructions_count(&above, &scratch, &counted->above, &counted->by, &err) == 0;
    if (!counted->present)
        counted->unavailable = arena_strdup(live->arena, err.text);
    arena_release(&scratch);
}

void live_instructions(struct live *live, struct fixture_result *result)
{
    for (size_t i = 0; i < result->cliff_count; i++)
        if (result->cliffs[i].kind != CLIFF_ERROR)
            count_instructions(live, &result->cliffs[i]);
}

/* One counted run; who copied goes to `callers`. */
static int run_counted(struct live *live, struct counting *counting, int64_t n,
                       struct copy_caller *callers, struct err *err)
{
    struct sample sample;
    counting_reset(counting);
    if (run_once(live, live->prepared, n, counting_environment(counting), &sample, err) != 0)
        return -1;
    memcpy(callers, counting_callers(counting), COPY_CALLERS * sizeof *callers);
    return 0;
}

static void blame_by_copies(struct live *live, struct cliff *cliff)
{
    struct counting *counting = live->counting ? live->counting : counting_open();
    struct arena scratch = {0};
    struct copy_caller *below = ARENA_ARRAY(&scratch, struct copy_caller, COPY_CALLERS);
    struct copy_caller *above = ARENA_ARRAY(&scratch, struct copy_caller, COPY_CALLERS);
    struct err err = {0};
    if (counting && run_counted(live, counting, cliff->below.n, below, &err) == 0 &&
        run_counted(live, counting, cliff->above.n, above, &err) == 0)
        blame_copies(below, above, cliff, live->arena);
    if (counting != live->counting)
        counting_close(counting);
    arena_release(&scratch);
}

void live_blame(struct live *live, struct fixture_result *result)
{
    /* Of each cliff three runs are sampled. */
    enum { RUNS = 3 };
    double end = now() + time_for_blame(live, result);
    double timeout = live->prepared->job->fixture->limits.timeout;
    struct arena scratch = {0};

    for (size_t i = 0; i < result->cliff_count; i++) {
        struct cliff *cliff = &result->cliffs[i];
        double left = end - now();

        if (cliff->kind == CLIFF_ERROR)
            continue; /* above it the program does not do its work */
        if (left <= 0) {
            cliff->blame.unavailable = "the time was up";
            continue;
        }
        struct profile_target sides[2] = {
            target_at(live, cliff->below.n, fmin(timeout, left / RUNS), &scratch),
            target_at(live, cliff->above.n, fmin(timeout, left / RUNS), &scratch)};
        blame_cliff(&sides[0], &sides[1], live->sampler_kind, cliff, live->arena);
        bool by_copies = live->sampler_kind == BLAME_AUTO || live->sampler_kind == BLAME_COPIES;
        if (!cliff->blame.present && by_copies && now() < end)
            blame_by_copies(live, cliff);
    }
    arena_release(&scratch);
}

void live_connect(struct live *live)
{
    live->sampler = (struct sampler){.measure = measure, .context = live};
}

int live_warm_up(struct live *live, int64_t n, struct err *err)
{
    const struct prepared *programs[] = {live->base, live->prepared};
    for (size_t i = 0; i < 2; i++) {
        struct sample sample;
        if (programs[i] && (run_once(live, programs[i], n, NULL, &sample, err) != 0 ||
                            sample_started(&sample, err) != 0))
            return -1;
    }
    return 0;
}
