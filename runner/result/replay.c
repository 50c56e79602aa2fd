#include "replay.h"

#include <inttypes.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b)
{
    const struct sample *first = *(const struct sample *const *)a;
    const struct sample *second = *(const struct sample *const *)b;
    if (first->n != second->n)
        return first->n < second->n ? -1 : 1;
    return first < second ? -1 : first > second; /* they stand in one array, as taken */
}

/* Where the samples of size n begin, or replay->count. */
static size_t find(const struct replay *replay, int64_t n)
{
    size_t low = 0, high = replay->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (replay->order[middle]->n < n)
            low = middle + 1;
        else
            high = middle;
    }
    return low < replay->count && replay->order[low]->n == n ? low : replay->count;
}

static int measure(struct sampler *self, int64_t n, uint32_t round, const char *phase,
                   struct sample *sample, struct err *err)
{
    struct replay *replay = self->context;
    size_t first = find(replay, n), end = first;
    while (end < replay->count && replay->order[end]->n == n)
        end++;
    size_t asked = first < end ? replay->used[first]++ : 0;
    if (replay->then && asked >= end - first)
        return replay->then->measure(replay->then, n, round, phase, sample, err);
    if (first == end)
        return err_set(err, "the record has no sample at n = %" PRId64, n);
    *sample = *replay->order[first + asked % (end - first)];
    return 0;
}

void replay_start(struct replay *replay, const struct recorded *recorded, struct sampler *then,
                  struct arena *arena)
{
    size_t count = recorded->samples.count;
    *replay = (struct replay){.sampler = {.measure = measure, .context = replay},
                              .then = then,
                              .order = ARENA_ARRAY(arena, const struct sample *, count + 1),
                              .used = ARENA_ARRAY(arena, size_t, count + 1),
                              .count = count};
    for (size_t i = 0; i < count; i++)
        replay->order[i] = &recorded->samples.items[i];
    qsort(replay->order, count, sizeof *replay->order, by_size);
}
