#include "merge.h"

static void check_one(const struct run_result *shards, char **paths, size_t i, struct diags *diags)
{
    const struct run_result *first = &shards[0], *shard = &shards[i];
    if (!shard->shards) {
        diag_add(diags, DIAG_ERROR, paths[i], 0, 0, "it is a whole run, not a shard");
        return;
    }
    if (shard->shards != first->shards || shard->plan != first->plan)
        diag_add(diags, DIAG_ERROR, paths[i], 0, 0,
                 "it is a shard of another run than %s (other specs, options or number of shards)",
                 paths[0]);
    else if (shard->seed != first->seed)
        diag_add(diags, DIAG_ERROR, paths[i], 0, 0, "its seed is not that of %s", paths[0]);
    for (size_t k = 0; k < i; k++)
        if (shards[k].shard == shard->shard)
            diag_add(diags, DIAG_ERROR, paths[i], 0, 0, "it is shard %u, as %s is", shard->shard,
                     paths[k]);
}

static const struct run_result *shard_of(const struct run_result *shards, size_t count,
                                         unsigned index)
{
    for (size_t i = 0; i < count; i++)
        if (shards[i].shard == index)
            return &shards[i];
    return NULL;
}

/* Fixture i of the whole run was in shard i % shards + 1, as number i / shards. */
static void join(const struct run_result *shards, size_t count, struct run_result *merged)
{
    for (size_t row = 0, added = 1; added; row++) {
        added = 0;
        for (unsigned index = 1; index <= shards[0].shards; index++) {
            const struct run_result *shard = shard_of(shards, count, index);
            if (row >= shard->fixtures.count)
                continue;
            *VEC_ADD(&merged->arena, &merged->fixtures) = shard->fixtures.items[row];
            added++;
        }
    }
}

int merge_results(const struct run_result *shards, char **paths, size_t count,
                  struct run_result *merged, struct diags *diags)
{
    size_t errors = diags->errors;
    for (size_t i = 0; i < count; i++)
        check_one(shards, paths, i, diags);
    for (unsigned index = 1; index <= shards[0].shards && diags->errors == errors; index++)
        if (!shard_of(shards, count, index))
            diag_add(diags, DIAG_ERROR, NULL, 0, 0, "shard %u of %u is missing", index,
                     shards[0].shards);
    if (diags->errors != errors)
        return -1;
    merged->seed = shards[0].seed;
    merged->plan = shards[0].plan;
    merged->host_json = shards[0].host_json;
    join(shards, count, merged);
    return 0;
}
