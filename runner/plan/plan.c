#include "plan.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static size_t variant_count(const struct ytab_pairs *matrix)
{
    size_t count = 1;
    for (size_t i = 0; i < matrix->count; i++)
        count *= matrix->items[i].values.count;
    return count;
}

/* The values of the matrix in combination `index`, the last variable changing fastest. */
static void fill_variant(struct task *task, const struct ytab_pairs *matrix, size_t index,
                         struct arena *arena)
{
    task->variant_count = matrix->count;
    task->variant = ARENA_ARRAY(arena, struct variable, matrix->count + 1);
    for (size_t i = matrix->count; i-- > 0;) {
        const struct ytab_pair *pair = &matrix->items[i];
        task->variant[i] =
            (struct variable){pair->key, pair->values.items[index % pair->values.count]};
        index /= pair->values.count;
    }
}

static void fill_variables(struct task *task, const struct ytab_pairs *params, struct arena *arena)
{
    task->variable_count = task->variant_count + params->count;
    task->variables = ARENA_ARRAY(arena, struct variable, task->variable_count + 1);
    for (size_t i = 0; i < task->variant_count; i++)
        task->variables[i] = task->variant[i];
    for (size_t i = 0; i < params->count; i++)
        task->variables[task->variant_count + i] =
            (struct variable){params->items[i].key, params->items[i].values.items[0]};
}

static const char *only(const struct ytab_strings *strings)
{
    return strings->count ? strings->items[0] : NULL;
}

static void fill_judging(struct task *task, const struct spec_fixture *fixture, bool quick,
                         struct arena *arena)
{
    task->name = fixture->name;
    task->size_count = plan_sizes(&fixture->sizes, quick, arena, &task->sizes);
    task->multiple = fixture->sizes.step ? fixture->sizes.step : 1;
    task->only_listed = fixture->sizes.list != NULL;
    task->rounds = (unsigned)fixture->limits.rounds;
    task->run_max = (unsigned)fixture->limits.runs;
    task->second_max = fixture->limits.budget;
    task->quick = quick;
    task->scaling = only(&fixture->expect.scaling);
    for (int i = 0; i < CLAIM_COUNT; i++)
        task->claims[i] = only(&fixture->claims[i]);
    task->expect = (struct expectation){.present = fixture->expect.mark.line > 0,
                                        .verdicts = fixture->expect.verdicts,
                                        .allow = fixture->expect.allow,
                                        .cliffs = fixture->expect.cliffs.items,
                                        .cliff_count = fixture->expect.cliffs.count};
}

void plan_add(struct plan *plan, const struct spec *spec, const struct plan_options *options,
              struct arena *arena)
{
    for (size_t i = 0; i < spec->fixture_count; i++) {
        const struct spec_fixture *fixture = &spec->fixtures[i];
        if (options->filter && fnmatch(options->filter, fixture->name, 0) != 0)
            continue;
        size_t variants = variant_count(&fixture->matrix);
        for (size_t variant = 0; variant < variants; variant++) {
            struct job *job = VEC_ADD(arena, &plan->jobs);
            job->spec = spec;
            job->fixture = fixture;
            fill_variant(&job->task, &fixture->matrix, variant, arena);
            fill_variables(&job->task, &fixture->params, arena);
            fill_judging(&job->task, fixture, options->quick, arena);
        }
    }
}

static uint64_t digest(const struct plan *plan)
{
    json_t *tasks = json_array();
    for (size_t i = 0; i < plan->jobs.count; i++)
        json_array_append_new(tasks, task_to_json(&plan->jobs.items[i].task));
    char *text = json_dumps(tasks, JSON_COMPACT | JSON_SORT_KEYS);
    uint64_t value = text ? XXH3_64bits(text, strlen(text)) : 0;
    free(text);
    json_decref(tasks);
    return value;
}

void plan_finish(struct plan *plan, const struct plan_options *options)
{
    plan->digest = digest(plan);
    if (!options->shards)
        return;
    size_t kept = 0;
    for (size_t i = options->shard - 1; i < plan->jobs.count; i += options->shards)
        plan->jobs.items[kept++] = plan->jobs.items[i];
    plan->jobs.count = kept;
    plan->shard = options->shard;
    plan->shards = options->shards;
}
