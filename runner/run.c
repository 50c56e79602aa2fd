#include "run.h"

#include "base.h"
#include "exec.h"
#include "host.h"
#include "judge.h"
#include "live.h"
#include "prepare.h"
#include "record.h"
#include "replay.h"

/* What a run needs from beginning to end. */
struct run {
    const struct plan *plan;
    const struct run_options *options;
    struct run_result *result;
    struct record record;
    struct record_writer *writer; /* or NULL */
    struct exec *exec;
    struct counting *counting; /* or NULL */
    struct preparer preparer;
    struct prepared *prepared; /* one for each job */
    struct prepared *bases;    /* the same of the base; NULL: there is none */
    struct base base;
};

static void add_note(struct run_result *result, struct fixture_result *fixture, const char *text)
{
    *VEC_ADD(&result->arena, &fixture->findings) =
        (struct result_finding){.rule = "BR107", .level = RESULT_NOTE, .message = text};
}

/* The result of what a record says cannot be run; else judges with `sampler`. */
static void judge_recorded(const struct recorded *recorded, struct sampler *sampler,
                           const struct judge_watch *watch, struct run_result *result)
{
    struct arena *arena = &result->arena;
    struct fixture_result *fixture = VEC_ADD(arena, &result->fixtures);
    struct arena scratch = {0};
    struct replay replay;
    if (recorded->status != FIXTURE_OK) {
        judge_absent(&recorded->task, recorded->status, recorded->reason, arena, fixture);
        return;
    }
    replay_start(&replay, recorded, sampler, &result->samples, &scratch);
    struct ladder ladder;
    ladder_of_host(result->host_json, &ladder);
    judge_task(&recorded->task, &replay.sampler, &ladder, watch, result, fixture);
    arena_release(&scratch);
    arena_rest(&result->samples);
    if (recorded->reason)
        add_note(result, fixture, recorded->reason);
}

static struct live live_of(struct run *run, size_t index)
{
    bool compared = run->record.fixtures.items[index].task.compared;
    return (struct live){.exec = run->exec,
                         .prepared = &run->prepared[index],
                         .base = compared ? &run->bases[index] : NULL,
                         .counting = run->counting,
                         .record = run->writer,
                         .index = index,
                         .cpu = run->options->cpu,
                         .sampler_kind = run->options->sampler,
                         .arena = &run->result->samples};
}

static void run_job(struct run *run, size_t index)
{
    struct progress *progress = run->options->progress;
    struct recorded *recorded = &run->record.fixtures.items[index];
    struct judge_watch watch = {progress_sample, progress};
    struct live live = live_of(run, index);
    live_connect(&live);
    progress->index = index + 1;
    progress->name = recorded->task.name;
    judge_recorded(recorded, &live.sampler, &watch, run->result);
    struct fixture_result *fixture = &run->result->fixtures.items[run->result->fixtures.count - 1];
    progress_note(progress, "looking for who is to blame");
    live_blame(&live, fixture);
    progress_note(progress, "counting instructions");
    if (run->options->instructions)
        live_instructions(&live, fixture);
}

/* The run that is not judged comes before the record's header, which tells what cannot be run. */
static void warm_up(struct run *run, size_t index)
{
    struct recorded *recorded = &run->record.fixtures.items[index];
    struct live live = live_of(run, index);
    struct err err = {0};
    if (recorded->status != FIXTURE_OK || live_warm_up(&live, recorded->task.sizes[0], &err) == 0)
        return;
    recorded->status = FIXTURE_FAILED;
    recorded->reason = arena_strdup(run->preparer.arena, err.text);
}

static int prepare_base(struct run *run, size_t index, struct recorded *recorded, struct err *err)
{
    struct prepared *base = &run->bases[index];
    if (recorded->status != FIXTURE_OK)
        return 0;
    if (prepare_job(&run->preparer, &run->base.jobs[index], base, err) != 0)
        return -1;
    recorded->task.compared = base->status == FIXTURE_OK;
    if (!recorded->task.compared)
        recorded->reason =
            arena_printf(run->preparer.arena, "not compared, the base: %s", base->reason);
    return 0;
}

static int prepare_all(struct run *run, struct err *err)
{
    const struct plan *plan = run->plan;
    struct progress *progress = run->options->progress;
    progress->count = plan->jobs.count;
    for (size_t i = 0; i < plan->jobs.count; i++) {
        progress->index = i + 1;
        progress->name = plan->jobs.items[i].task.name;
        progress_note(progress, "preparing");
        if (prepare_job(&run->preparer, &plan->jobs.items[i], &run->prepared[i], err) != 0)
            return -1;
        struct recorded *recorded = VEC_ADD(run->preparer.arena, &run->record.fixtures);
        recorded->task = plan->jobs.items[i].task;
        recorded->task.counted = run->counting != NULL;
        recorded->status = run->prepared[i].status;
        recorded->reason = run->prepared[i].reason;
        if (run->bases && prepare_base(run, i, recorded, err) != 0)
            return -1;
        warm_up(run, i);
    }
    return 0;
}

/* The samples of an interrupted run of the same tasks go into `record`. */
static int take_resumed(const char *path, struct record *record, struct arena *arena,
                        struct arena *samples, struct diags *diags, struct err *err)
{
    struct record old;
    if (record_read(path, &old, arena, samples, diags) != 0)
        return err_set(err, "%s cannot be resumed", path);
    bool same = old.fixtures.count == record->fixtures.count;
    for (size_t i = 0; same && i < old.fixtures.count; i++) {
        json_t *then = task_to_json(&old.fixtures.items[i].task);
        json_t *now = task_to_json(&record->fixtures.items[i].task);
        same = json_equal(then, now);
        json_decref(then);
        json_decref(now);
    }
    if (!same)
        return err_set(err, "%s was recorded of other fixtures, sizes or options", path);
    for (size_t i = 0; i < old.fixtures.count; i++) {
        struct recorded *fixture = &old.fixtures.items[i];
        fixture->status = record->fixtures.items[i].status;
        fixture->reason = record->fixtures.items[i].reason;
    }
    record->fixtures = old.fixtures;
    record->host_json = old.host_json;
    record->seed = old.seed;
    return 0;
}

static int open_record(struct run *run, struct diags *diags, struct err *err)
{
    const struct run_options *options = run->options;
    if (options->resume) {
        if (take_resumed(options->resume, &run->record, run->preparer.arena,
                         &run->result->samples, diags, err) != 0)
            return -1;
        run->writer = record_append(options->resume, err);
        return run->writer ? 0 : -1;
    }
    if (options->record) {
        run->writer = record_create(options->record, &run->record, err);
        return run->writer ? 0 : -1;
    }
    return 0;
}

static int open_base(struct run *run, struct err *err)
{
    struct arena *arena = run->preparer.arena;
    if (!run->options->base)
        return 0;
    run->bases = ARENA_ARRAY(arena, struct prepared, run->plan->jobs.count + 1);
    return base_open(&run->base, run->options->base, run->plan, arena, err);
}

static void head_result(const struct record *record, struct run_result *result)
{
    result->seed = record->seed;
    result->plan = record->plan;
    result->shard = record->shard;
    result->shards = record->shards;
    result->host_json = record->host_json;
}

/* What can only be said once every fixture was judged. */
static void finish_result(const struct record *record, struct run_result *result)
{
    size_t count = result->fixtures.count;
    const struct task **tasks = ARENA_ARRAY(&result->arena, const struct task *, count + 1);
    for (size_t i = 0; i < count; i++)
        tasks[i] = &record->fixtures.items[i].task;
    judge_expectations(tasks, result);
}

/* Only then is the machine's own ladder needed. */
static bool claims_anything(const struct plan *plan)
{
    for (size_t i = 0; i < plan->jobs.count; i++)
        for (int claim = 0; claim < CLAIM_COUNT; claim++)
            if (plan->jobs.items[i].task.claims[claim])
                return true;
    return false;
}

int run_plan(const struct plan *plan, const struct run_options *options, struct run_result *result,
             struct diags *diags, struct err *err)
{
    struct arena *arena = &result->arena;
    struct run run = {.plan = plan,
                      .options = options,
                      .result = result,
                      .record = {.seed = options->seed,
                                 .plan = plan->digest,
                                 .shard = plan->shard,
                                 .shards = plan->shards,
                                 .host_json = host_describe(claims_anything(plan), arena)},
                      .preparer = {.arena = arena},
                      .prepared = ARENA_ARRAY(arena, struct prepared, plan->jobs.count + 1)};
    int status = -1;
    run.exec = exec_open(options->seed, options->interrupted, err);
    run.counting = options->count ? counting_open() : NULL;
    if (!run.exec || open_base(&run, err) != 0 || prepare_all(&run, err) != 0 ||
        open_record(&run, diags, err) != 0)
        goto out;
    head_result(&run.record, result);
    for (size_t i = 0; i < plan->jobs.count; i++)
        run_job(&run, i);
    finish_result(&run.record, result);
    result->interrupted = *options->interrupted;
    status = 0;
out:
    progress_clear(options->progress);
    if (record_close(run.writer, status == 0 ? err : NULL) != 0)
        status = -1;
    preparer_release(&run.preparer);
    base_close(&run.base);
    counting_close(run.counting);
    exec_close(run.exec);
    return status;
}

void run_record(const struct record *record, struct run_result *result)
{
    head_result(record, result);
    for (size_t i = 0; i < record->fixtures.count; i++)
        judge_recorded(&record->fixtures.items[i], NULL, NULL, result);
    finish_result(record, result);
}

int run_replay(const char *path, struct run_result *result, struct diags *diags)
{
    struct record record;
    if (record_read(path, &record, &result->arena, &result->samples, diags) != 0)
        return -1;
    run_record(&record, result);
    return 0;
}
