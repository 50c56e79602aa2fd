#include "replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Base, head, control and counted runs are kinds of their own; all else measures the one program.
 */
static int arm_of(const char *phase)
{
    static const char *const arms[] = {"base", "head", "null", "count"};
    for (int i = 0; i < 4; i++)
        if (strcmp(phase, arms[i]) == 0)
            return i + 1;
    return 0;
}

/* By arm and size. */
static int compare(const struct replay_key *key, int arm, int64_t n)
{
    if (key->arm != arm)
        return key->arm < arm ? -1 : 1;
    return key->n < n ? -1 : key->n > n;
}

static int by_arm_and_size(const void *a, const void *b)
{
    const struct replay_key *first = a, *second = b;
    int order = compare(first, second->arm, second->n);
    return order ? order : first->place < second->place ? -1 : first->place > second->place;
}

/* Where the samples of size n begin, or replay->count. */
static size_t find(const struct replay *replay, int arm, int64_t n)
{
    size_t low = 0, high = replay->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(&replay->order[middle], arm, n) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < replay->count && compare(&replay->order[low], arm, n) == 0 ? low : replay->count;
}

int sample_started(const struct sample *sample, struct err *err)
{
    if (sample->end != SAMPLE_NOT_STARTED)
        return 0;
    return err_set(err, "%s", sample->output_tail ? sample->output_tail : "it does not start");
}

static int measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err)
{
    struct replay *replay = self->context;
    int arm = arm_of(phase);
    size_t first = find(replay, arm, n), end = first;
    while (end < replay->count && compare(&replay->order[end], arm, n) == 0)
        end++;
    size_t asked = first < end ? replay->used[first]++ : 0;
    if (replay->then && asked >= end - first) {
        replay->then->seconds = self->seconds;
        return replay->then->measure(replay->then, n, round, phase, sample, err);
    }
    if (first == end)
        return err_set(err, "the record has no sample at n = %" PRId64, n);
    *sample = replay->samples[replay->order[first + asked % (end - first)].place];
    return sample_started(sample, err);
}

void replay_start(struct replay *replay, const struct recorded *recorded, struct sampler *then,
                  const struct arena *pages, struct arena *arena)
{
    enum { RESTED_AFTER = 1024 };
    size_t count = recorded->samples.count;
    *replay = (struct replay){.sampler = {.measure = measure, .context = replay},
                              .then = then,
                              .samples = recorded->samples.items,
                              .order = ARENA_ARRAY(arena, struct replay_key, count + 1),
                              .used = ARENA_ARRAY(arena, size_t, count + 1),
                              .count = count};
    for (size_t i = 0; i < count; i++) {
        const struct sample *sample = &recorded->samples.items[i];
        replay->order[i] = (struct replay_key){sample->n, arm_of(sample->phase), (uint32_t)i};
        if (i % RESTED_AFTER == 0)
            arena_rest(pages);
    }
    qsort(replay->order, count, sizeof *replay->order, by_arm_and_size);
}
