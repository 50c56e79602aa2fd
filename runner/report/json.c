/* The result document (docs: benchrun --format json).  Seconds and bytes; what is not a finite
 * number is null. */
#include <jansson.h>
#include <math.h>

#include "json_list.h"
#include "points.h"
#include "report.h"

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *text(const char *value)
{
    return value ? json_string(value) : json_null();
}

static json_t *region(const struct sample_region *region)
{
    if (!region->present)
        return json_null();
    char checksum[17];
    snprintf(checksum, sizeof checksum, "%016llx", (unsigned long long)region->checksum);
    return json_pack("{s:o, s:o, s:I, s:I, s:I, s:s}", "wall", number(region->wall), "cpu",
                     number(region->cpu), "touched", (json_int_t)region->touched, "stored",
                     (json_int_t)region->stored, "maxrss", (json_int_t)region->maxrss, "checksum",
                     checksum);
}

/* As a shell would give it: 128 + signal, and timeout(1)'s 124. */
static int status_of(const struct sample *sample)
{
    if (sample->end == SAMPLE_TIMEOUT)
        return 124;
    return sample->end == SAMPLE_SIGNAL || sample->end == SAMPLE_MEMORY ? 128 + sample->status
                                                                        : sample->status;
}

static json_t *sample_object(const struct sample *sample)
{
    return json_pack("{s:o, s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:o, s:i, s:s, s:s}", "wall",
                     number(sample->wall), "user", number(sample->user), "sys", number(sample->sys),
                     "maxrss", (json_int_t)sample->maxrss, "minflt", (json_int_t)sample->minflt,
                     "majflt", (json_int_t)sample->majflt, "nvcsw", (json_int_t)sample->nvcsw,
                     "nivcsw", (json_int_t)sample->nivcsw, "region", region(&sample->region),
                     "status", status_of(sample), "end", sample_end_names[sample->end], "phase",
                     sample->phase);
}

static json_t *point_object(const struct point *point)
{
    json_t *samples = json_array();
    for (size_t k = 0; k < point->count; k++)
        json_array_append_new(samples, sample_object(point->samples[k]));
    return json_pack("{s:I, s:o}", "n", (json_int_t)point->n, "samples", samples);
}

static json_t *scaling_object(const struct scaling *scaling)
{
    if (!scaling->present)
        return json_null();
    return json_pack("{s:s, s:o}", "class", scaling->class_name, "exponent",
                     number(scaling->exponent));
}

static json_t *count_object(const struct sample_count *count)
{
    if (!count->present)
        return json_null();
    return json_pack("{s:I, s:I, s:I}", "copied", (json_int_t)count->copied, "filled",
                     (json_int_t)count->filled, "allocated", (json_int_t)count->allocated);
}

static json_t *side(const struct cliff_side *side)
{
    return json_pack("{s:I, s:o, s:I, s:I, s:o}", "n", (json_int_t)side->n, "cpu",
                     number(side->cpu), "maxrss", (json_int_t)side->maxrss, "minflt",
                     (json_int_t)side->minflt, "bytes", count_object(&side->count));
}

static json_t *blame_object(const struct blame *blame)
{
    if (!blame->present)
        return blame->unavailable ? json_pack("{s:s}", "unavailable", blame->unavailable)
                                  : json_null();
    json_t *chain = json_array();
    for (size_t i = 0; i < blame->chain_length; i++)
        json_array_append_new(chain, json_string(blame->chain[i]));
    return json_pack("{s:o, s:o, s:o, s:o}", "cause", text(blame->cause), "mechanism",
                     text(blame->mechanism), "chain", chain, "share", number(blame->share));
}

static json_t *instructions_object(const struct cliff_instructions *counted)
{
    if (!counted->present)
        return counted->unavailable ? json_pack("{s:s}", "unavailable", counted->unavailable)
                                    : json_null();
    return json_pack("{s:I, s:I, s:s}", "below", (json_int_t)counted->below, "above",
                     (json_int_t)counted->above, "by", counted->by);
}

static json_t *cliffs_array(const struct fixture_result *fixture)
{
    json_t *array = json_array();
    for (size_t i = 0; i < fixture->cliff_count; i++) {
        const struct cliff *cliff = &fixture->cliffs[i];
        json_array_append_new(
            array, json_pack("{s:I, s:b, s:I, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "n",
                             (json_int_t)cliff->n, "exact", cliff->exact, "bracketLow",
                             (json_int_t)cliff->bracket_low, "kind", cliff_kind_name(cliff->kind),
                             "metric", metric_name(cliff->metric), "ratio", number(cliff->ratio),
                             "cpuRatio", number(cliff->cpu_ratio), "below", side(&cliff->below),
                             "above", side(&cliff->above), "instructions",
                             instructions_object(&cliff->instructions), "blame",
                             blame_object(&cliff->blame)));
    }
    return array;
}

static json_t *claims_object(const struct claims_result *claims)
{
    if (!claims->present)
        return json_null();
    json_t *object = json_pack("{s:I, s:s, s:o, s:o, s:o}", "n", (json_int_t)claims->n, "of",
                               claim_names[claims->of], "rate", number(claims->rate), "ceiling",
                               claims->ceiling > 0 ? number(claims->ceiling) : json_null(),
                               "materialised",
                               claims->checked ? json_boolean(claims->materialised) : json_null());
    for (int i = 0; i < CLAIM_COUNT; i++)
        json_object_set_new(object, claim_names[i], number(claims->amount[i]));
    return object;
}

static json_t *seconds_array(const double *values, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(array, number(values[i]));
    return array;
}

static json_t *comparisons_array(const struct fixture_result *fixture)
{
    json_t *array = json_array();
    for (size_t i = 0; i < fixture->comparisons.count; i++) {
        const struct comparison *comparison = &fixture->comparisons.items[i];
        json_array_append_new(
            array, json_pack("{s:I, s:s, s:o, s:o, s:o, s:o, s:b, s:o, s:o}", "n",
                             (json_int_t)comparison->n, "change", change_names[comparison->change],
                             "ratio", number(comparison->ratio), "low", number(comparison->low),
                             "high", number(comparison->high), "p", number(comparison->p),
                             "controlled", comparison->controlled, "base",
                             seconds_array(comparison->base, comparison->base_count), "head",
                             seconds_array(comparison->head, comparison->head_count)));
    }
    return array;
}

static json_t *findings_array(const struct fixture_result *fixture)
{
    json_t *array = json_array();
    for (size_t i = 0; i < fixture->findings.count; i++) {
        const struct result_finding *finding = &fixture->findings.items[i];
        json_array_append_new(array, json_pack("{s:s, s:s, s:s}", "rule", finding->rule, "level",
                                               result_level_names[finding->level], "message",
                                               finding->message));
    }
    return array;
}

static json_t *verdicts_array(const struct fixture_result *fixture)
{
    json_t *array = json_array();
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (fixture->verdicts & 1u << i)
            json_array_append_new(array, json_string(verdict_names[i]));
    return array;
}

static void write_fixture(const struct fixture_result *fixture, FILE *stream)
{
    struct arena arena = {0};
    struct points points = points_of(fixture, &arena);
    json_t *variant = json_object();
    for (size_t i = 0; i < fixture->variant_count; i++)
        json_object_set_new(variant, fixture->variant_keys[i],
                            json_string(fixture->variant_values[i]));
    json_t *head = json_pack("{s:s, s:o, s:s, s:o, s:o, s:b, s:I, s:o}", "name", fixture->name,
                             "variant", variant, "status", fixture_status_names[fixture->status],
                             "reason", text(fixture->reason), "verdicts", verdicts_array(fixture),
                             "expected", fixture->expected, "runs", (json_int_t)fixture->runs,
                             "seconds", number(fixture->seconds));
    struct json_list list = json_list_start(stream, head, "points");
    for (size_t i = 0; i < points.count; i++)
        json_list_add(&list, point_object(&points.items[i]));
    json_list_end(&list,
                  json_pack("{s:{s:o, s:o}, s:o, s:o, s:o, s:o}", "scaling", "below",
                            scaling_object(&fixture->below), "above",
                            scaling_object(&fixture->above), "cliffs", cliffs_array(fixture),
                            "claims", claims_object(&fixture->claims), "comparisons",
                            comparisons_array(fixture), "findings", findings_array(fixture)));
    arena_release(&arena);
}

void report_json(const struct run_result *result, const struct report_options *options,
                 FILE *stream)
{
    (void)options;
    struct summary summary = summary_of(result);
    json_t *host = json_loads(result->host_json ? result->host_json : "{}", 0, NULL);
    char plan[17];
    snprintf(plan, sizeof plan, "%016llx", (unsigned long long)result->plan);
    json_t *shard = result->shards ? json_pack("{s:i, s:i}", "index", (int)result->shard, "count",
                                               (int)result->shards)
                                   : json_null();
    json_t *head = json_pack("{s:s, s:s, s:i, s:I, s:s, s:o, s:o}", "tool", "benchrun", "version",
                             PROJECT_VERSION, "schema", 1, "seed", (json_int_t)result->seed, "plan",
                             plan, "shard", shard, "host", host ? host : json_object());
    struct json_list fixtures = json_list_start(stream, head, "fixtures");
    for (size_t i = 0; i < result->fixtures.count; i++) {
        json_list_next(&fixtures);
        write_fixture(&result->fixtures.items[i], stream);
        arena_rest(&result->samples);
    }
    json_list_end(
        &fixtures,
        json_pack("{s:{s:I, s:I, s:I, s:I, s:I}}", "summary", "fixtures",
                  (json_int_t)summary.fixtures, "expected", (json_int_t)summary.expected,
                  "unexpected", (json_int_t)summary.unexpected, "failed",
                  (json_int_t)summary.failed, "skipped", (json_int_t)summary.skipped));
}
