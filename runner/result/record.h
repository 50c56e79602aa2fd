/* The recorded file: a header line, then a line for every sample as it is taken (JSON lines), so
 * that a run can be judged again without running anything, and one that was interrupted goes on
 * where it stopped.
 *
 *     {"tool":"benchrun","record":1,"seed":1,"host":{...},"fixtures":[{"status":"ok",...TASK}]}
 *     {"fixture":0,"n":1000,"phase":"sweep","round":0,"end":"ok","wall":0.01,...} */
#ifndef RUNNER_RECORD_H
#define RUNNER_RECORD_H

#include <jansson.h>

#include "arena.h"
#include "diag.h"
#include "err.h"
#include "result.h"
#include "task.h"

/* One task, whether it could be run, and what was measured. */
struct recorded {
    struct task task;
    enum fixture_status status;
    const char *reason;
    VEC(struct sample) samples; /* in the order taken, without warm-ups */
};

struct record {
    uint64_t seed, plan;    /* as in run_result */
    unsigned shard, shards; /* as in run_result */
    const char *host_json;
    VEC(struct recorded) fixtures;
};

/* Writing.  The file is locked against a second benchrun, and reaches the disk at the end of every
 * round. */
struct record_writer;
/* A new file (an old one is replaced).  NULL and *err. */
struct record_writer *record_create(const char *path, const struct record *record, struct err *err);
/* Goes on with a file that record_read has read; cuts a line that was not finished. */
struct record_writer *record_append(const char *path, struct err *err);
int record_sample(struct record_writer *writer, size_t fixture, const struct sample *sample,
                  struct err *err);
/* -1 and *err when what was written did not reach the disk.  Accepts NULL. */
int record_close(struct record_writer *writer, struct err *err);

/* Reads a whole file into `arena`, the samples into `samples`.  Every damaged line is a diagnostic
 * with line and column; a last line without its end is what an interruption leaves, and only
 * noted.  -1 when there was an error. */
int record_read(const char *path, struct record *record, struct arena *arena,
                struct arena *samples, struct diags *diags);

/* One sample as JSON (a new reference), and back (-1 and *err; strings to `arena`).  `keep`: all
 * that a replay needs. */
json_t *sample_to_json(const struct sample *sample);
int sample_from_json(const json_t *object, struct sample *sample, struct arena *arena,
                     struct err *err);

#endif
