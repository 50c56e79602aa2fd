/* A sampler that plays recorded samples back: the k-th request for a size gets the k-th sample that
 * was recorded at it (of the same arm, where base and head are compared).
 *
 * The same judging asks for the same sizes, so a replay of a whole record is the run again. Another
 * version may ask more often: then the samples of that size are used again from the first, which is
 * the same in every replay; a size that was never recorded ends the judging with an error.  With
 * `then`, what was not recorded is measured (how an interrupted run goes on). */
#ifndef RUNNER_REPLAY_H
#define RUNNER_REPLAY_H

#include "record.h"

/* What a sample is found by: sorting and searching these touches no sample. */
struct replay_key {
    int64_t n;
    int arm;
    uint32_t place; /* in the order taken */
};

struct replay {
    struct sampler sampler;
    struct sampler *then;        /* or NULL */
    const struct sample *samples;
    struct replay_key *order;    /* by arm and size, then as taken */
    size_t *used;                /* in order[i] that begins a size: how often it was asked */
    size_t count;
};

/* A program that is not there (any more) cannot be measured: -1 and *err then, whether that is
 * lived or replayed. */
int sample_started(const struct sample *sample, struct err *err);

/* Arrays are in `arena`; `recorded` must stay, whose samples are in `pages`. */
void replay_start(struct replay *replay, const struct recorded *recorded, struct sampler *then,
                  const struct arena *pages, struct arena *arena);

#endif
