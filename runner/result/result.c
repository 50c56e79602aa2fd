/* The names of what result.h enumerates, and the numbers that are judged. */
#include "result.h"

const char *const verdict_names[VERDICT_COUNT + 1] = {
    [VERDICT_CLEAN] = "clean",
    [VERDICT_CLIFF] = "cliff",
    [VERDICT_SUPERLINEAR] = "superlinear",
    [VERDICT_FLAT] = "flat",
    [VERDICT_IMPOSSIBLE] = "impossible",
    [VERDICT_UNMATERIALISED] = "unmaterialised",
    [VERDICT_REGRESSION] = "regression",
    [VERDICT_INCONCLUSIVE] = "inconclusive",
    [VERDICT_ERROR] = "error",
};

static const char *const metric_names[METRIC_COUNT] = {
    [METRIC_COPIED] = "copied",
    [METRIC_MINFLT] = "minflt",
    [METRIC_MAXRSS] = "maxrss",
    [METRIC_CPU] = "cpu",
    [METRIC_WALL] = "wall",
};

const char *const sample_end_names[SAMPLE_END_COUNT + 1] = {
    [SAMPLE_OK] = "ok",           [SAMPLE_EXIT] = "exit",     [SAMPLE_SIGNAL] = "signal",
    [SAMPLE_TIMEOUT] = "timeout", [SAMPLE_MEMORY] = "memory", [SAMPLE_NOT_STARTED] = "not started",
};

const char *const claim_names[CLAIM_COUNT + 1] = {
    [CLAIM_TOUCHED] = "touched",
    [CLAIM_STORED] = "stored",
    [CLAIM_FLOPS] = "flops",
    [CLAIM_ITEMS] = "items",
};

const char *const result_level_names[] = {
    [RESULT_NOTE] = "note", [RESULT_WARNING] = "warning", [RESULT_ERROR] = "error", NULL};

const char *const fixture_status_names[] = {
    [FIXTURE_OK] = "ok", [FIXTURE_FAILED] = "failed", [FIXTURE_SKIPPED] = "skipped", NULL};

const char *const change_names[CHANGE_COUNT + 1] = {
    [CHANGE_UNCHANGED] = "unchanged",
    [CHANGE_REGRESSION] = "regression",
    [CHANGE_IMPROVEMENT] = "improvement",
    [CHANGE_INCONCLUSIVE] = "inconclusive",
};

const char *metric_name(enum metric metric)
{
    return metric_names[metric];
}

double sample_metric(const struct sample *sample, enum metric metric)
{
    switch (metric) {
    case METRIC_COPIED:
        return (double)sample->count.copied;
    case METRIC_MINFLT:
        return (double)sample->minflt;
    case METRIC_MAXRSS:
        return (double)sample->maxrss;
    case METRIC_CPU:
        return sample->region.present ? sample->region.cpu : sample->user + sample->sys;
    case METRIC_WALL:
        return sample->region.present ? sample->region.wall : sample->wall;
    case METRIC_COUNT:
        break;
    }
    bug("no metric %d", (int)metric);
}

const char *cliff_kind_name(enum cliff_kind kind)
{
    static const char *const names[] = {
        [CLIFF_WALL] = "wall", [CLIFF_STAIRCASE] = "staircase", [CLIFF_ERROR] = "error"};
    return names[kind];
}

bool cliff_in_memory(const struct cliff *cliff)
{
    switch (cliff->metric) {
    case METRIC_MINFLT:
    case METRIC_MAXRSS:
        return true;
    case METRIC_COPIED:
        return cliff->above.minflt > cliff->below.minflt + cliff->below.minflt / 2;
    default:
        return false;
    }
}

const char *cliff_blamed_for(const struct cliff *cliff)
{
    if (cliff->blame.above.of)
        return cliff->blame.above.of;
    return cliff_in_memory(cliff) ? "page faults" : "CPU time";
}

int sampler_take(struct sampler *sampler, double seconds, int64_t n, uint32_t round,
                 const char *phase, struct sample *sample, struct err *err)
{
    sampler->seconds = seconds;
    int status = sampler->measure(sampler, n, round, phase, sample, err);
    sampler->seconds = 0;
    return status;
}

const struct sample *fixture_sample(const struct fixture_result *fixture, size_t i)
{
    enum { RESTED_AFTER = 1024 };
    if (fixture->pages && i % RESTED_AFTER == 0)
        arena_rest(fixture->pages);
    return &fixture->samples.items[i];
}

struct run_result run_result_empty(void)
{
    return (struct run_result){.samples = {.paged = true}};
}

void run_result_release(struct run_result *result)
{
    arena_release(&result->arena);
    arena_release(&result->samples);
}
