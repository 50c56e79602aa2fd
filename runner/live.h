/* A sampler that runs a prepared job, and records what it takes. */
#ifndef RUNNER_LIVE_H
#define RUNNER_LIVE_H

#include "blame.h"
#include "counting.h"
#include "exec.h"
#include "prepare.h"
#include "record.h"
#include "replay.h"

struct live {
    struct sampler sampler;
    struct exec *exec;
    const struct prepared *prepared;
    const struct prepared *base;  /* what the phases "base" and "null" run, or NULL */
    struct counting *counting;    /* what the phase "count" counts with, or NULL */
    struct record_writer *record; /* or NULL */
    size_t index;                 /* of the fixture in the record */
    int cpu;                      /* to pin to, or -1 */
    enum blame_sampler sampler_kind;
    struct arena *arena; /* for the samples' text */
};

/* Completes `live`, whose other fields are set. */
void live_connect(struct live *live);

/* One run that is neither recorded nor judged: the first run of a program reads its files from the
 * disk and lets the host find memory.  -1 and *err when the program cannot be started. */
int live_warm_up(struct live *live, int64_t n, struct err *err);

/* Counts the instructions on both sides of each cliff, in result->cliffs. */
void live_instructions(struct live *live, struct fixture_result *result);

/* Samples the program on both sides of each cliff and names who is to blame, in result->cliffs.  A
 * fixture with a budget spends what is left of it on this, or a quarter of it where less is left.
 */
void live_blame(struct live *live, struct fixture_result *result);

#endif
