#include "run.h"

#include "exec.h"
#include "host.h"
#include "judge.h"
#include "live.h"
#include "prepare.h"
#include "record.h"
#include "replay.h"

static void run_job(struct live *live, const struct run_options *options,
                    const struct recorded *recorded, struct run_result *result)
{
    const struct prepared *prepared = live->prepared;
    struct fixture_result *fixture = VEC_ADD(&result->arena, &result->fixtures);
    const struct task *task = &prepared->job->task;
    struct judge_watch watch = {progress_sample, options->progress};
    struct replay replay;
    struct err err = {0};
    if (prepared->status != FIXTURE_OK) {
        judge_absent(task, prepared->status, prepared->reason, &result->arena, fixture);
    } else if (*options->interrupted) {
        judge_absent(task, FIXTURE_FAILED, "interrupted", &result->arena, fixture);
    } else if (live_start(live, task->sizes[0], &err) != 0) {
        judge_absent(task, FIXTURE_FAILED, arena_strdup(&result->arena, err.text), &result->arena,
                     fixture);
    } else {
        replay_start(&replay, recorded, &live->sampler, &result->arena);
        judge_task(task, &replay.sampler, result->seed, &watch, &result->arena, fixture);
    }
}

static int prepare_all(const struct plan *plan, struct preparer *preparer,
                       struct prepared *prepared, struct record *record, struct progress *progress,
                       struct err *err)
{
    progress->count = plan->jobs.count;
    for (size_t i = 0; i < plan->jobs.count; i++) {
        progress->index = i + 1;
        progress->name = plan->jobs.items[i].task.name;
        progress_note(progress, "preparing");
        if (prepare_job(preparer, &plan->jobs.items[i], &prepared[i], err) != 0)
            return -1;
        struct recorded *recorded = VEC_ADD(preparer->arena, &record->fixtures);
        recorded->task = plan->jobs.items[i].task;
        recorded->status = prepared[i].status;
        recorded->reason = prepared[i].reason;
    }
    return 0;
}

/* The samples of an interrupted run of the same tasks go into `record`. */
static int take_resumed(const char *path, struct record *record, struct arena *arena,
                        struct diags *diags, struct err *err)
{
    struct record old;
    if (record_read(path, &old, arena, diags) != 0)
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
    record->seed = old.seed;
    return 0;
}

static int open_record(const struct run_options *options, struct record *record,
                       struct record_writer **writer, struct arena *arena, struct diags *diags,
                       struct err *err)
{
    if (options->resume) {
        if (take_resumed(options->resume, record, arena, diags, err) != 0)
            return -1;
        *writer = record_append(options->resume, err);
        return *writer ? 0 : -1;
    }
    if (options->record) {
        *writer = record_create(options->record, record, err);
        return *writer ? 0 : -1;
    }
    return 0;
}

static void head_result(const struct record *record, struct run_result *result)
{
    result->seed = record->seed;
    result->plan = record->plan;
    result->shard = record->shard;
    result->shards = record->shards;
    result->host_json = record->host_json;
}

int run_plan(const struct plan *plan, const struct run_options *options, struct run_result *result,
             struct diags *diags, struct err *err)
{
    struct arena *arena = &result->arena;
    struct preparer preparer = {.arena = arena};
    struct prepared *prepared = ARENA_ARRAY(arena, struct prepared, plan->jobs.count + 1);
    struct record record = {.seed = options->seed,
                            .plan = plan->digest,
                            .shard = plan->shard,
                            .shards = plan->shards,
                            .host_json = host_describe(arena)};
    struct record_writer *writer = NULL;
    int status = -1;
    struct exec *exec = exec_open(options->seed, options->interrupted, err);
    if (!exec || prepare_all(plan, &preparer, prepared, &record, options->progress, err) != 0 ||
        open_record(options, &record, &writer, arena, diags, err) != 0)
        goto out;
    head_result(&record, result);
    for (size_t i = 0; i < plan->jobs.count; i++) {
        options->progress->index = i + 1;
        options->progress->name = plan->jobs.items[i].task.name;
        struct live live = {.exec = exec,
                            .prepared = &prepared[i],
                            .record = writer,
                            .index = i,
                            .cpu = options->cpu,
                            .arena = arena};
        run_job(&live, options, &record.fixtures.items[i], result);
    }
    result->interrupted = *options->interrupted;
    status = 0;
out:
    progress_clear(options->progress);
    if (record_close(writer, status == 0 ? err : NULL) != 0)
        status = -1;
    preparer_release(&preparer);
    exec_close(exec);
    return status;
}

int run_replay(const char *path, struct run_result *result, struct diags *diags)
{
    struct record record;
    if (record_read(path, &record, &result->arena, diags) != 0)
        return -1;
    head_result(&record, result);
    for (size_t i = 0; i < record.fixtures.count; i++) {
        const struct recorded *recorded = &record.fixtures.items[i];
        struct fixture_result *fixture = VEC_ADD(&result->arena, &result->fixtures);
        struct replay replay;
        if (recorded->status != FIXTURE_OK) {
            judge_absent(&recorded->task, recorded->status, recorded->reason, &result->arena,
                         fixture);
            continue;
        }
        replay_start(&replay, recorded, NULL, &result->arena);
        judge_task(&recorded->task, &replay.sampler, record.seed, NULL, &result->arena, fixture);
    }
    return 0;
}
