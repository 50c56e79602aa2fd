#include "document.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "json.h"

/* A hundred fixtures of a thousand runs are 50 MB. */
enum { DOCUMENT_BYTES_MAX = 1 << 29, FIXTURES_MAX = 10000, ITEMS_MAX = 1000000, SMALL_MAX = 1000 };

struct reading {
    struct arena *arena;
    struct err *err;
};

/* What is not a number (null: it was not finite) is NaN. */
static double number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static int read_region(struct reading *reading, const json_t *sample, struct sample_region *region)
{
    struct err *err = reading->err;
    const char *checksum;
    if (json_is_null(json_object_get(sample, "region")))
        return 0;
    json_t *object = json_take_object(sample, "region", SMALL_MAX, err);
    if (!object || json_take_double(object, "wall", &region->wall, err) ||
        json_take_double(object, "cpu", &region->cpu, err) ||
        json_take_unsigned(object, "touched", &region->touched, err) ||
        json_take_unsigned(object, "stored", &region->stored, err) ||
        json_take_unsigned(object, "maxrss", &region->maxrss, err) ||
        json_take_string(object, "checksum", false, &checksum, reading->arena, err))
        return -1;
    region->present = true;
    region->checksum = strtoull(checksum, NULL, 16);
    return 0;
}

static int read_sample(struct reading *reading, const json_t *object, struct sample *sample)
{
    struct err *err = reading->err;
    int64_t status = 0;
    int end = 0;
    if (json_take_double(object, "wall", &sample->wall, err) ||
        json_take_double(object, "user", &sample->user, err) ||
        json_take_double(object, "sys", &sample->sys, err) ||
        json_take_unsigned(object, "maxrss", &sample->maxrss, err) ||
        json_take_unsigned(object, "minflt", &sample->minflt, err) ||
        json_take_unsigned(object, "majflt", &sample->majflt, err) ||
        json_take_unsigned(object, "nvcsw", &sample->nvcsw, err) ||
        json_take_unsigned(object, "nivcsw", &sample->nivcsw, err) ||
        json_take_int(object, "status", &status, err) ||
        json_take_name(object, "end", sample_end_names, &end, err) ||
        json_take_string(object, "phase", false, &sample->phase, reading->arena, err))
        return -1;
    sample->end = (enum sample_end)end;
    bool shifted = sample->end == SAMPLE_SIGNAL || sample->end == SAMPLE_MEMORY;
    sample->status = (int)(shifted && status > 128 ? status - 128 : status);
    return read_region(reading, object, &sample->region);
}

static int read_points(struct reading *reading, const json_t *object,
                       struct fixture_result *fixture)
{
    json_t *points = json_take_array(object, "points", ITEMS_MAX, reading->err);
    for (size_t i = 0; points && i < json_array_size(points); i++) {
        const json_t *point = json_array_get(points, i);
        int64_t n = 0;
        json_t *samples = json_take_array(point, "samples", ITEMS_MAX, reading->err);
        if (!samples || json_take_int(point, "n", &n, reading->err) != 0)
            return -1;
        for (size_t k = 0; k < json_array_size(samples); k++) {
            struct sample sample = {.n = n};
            if (read_sample(reading, json_array_get(samples, k), &sample) != 0)
                return -1;
            *VEC_ADD(reading->arena, &fixture->samples) = sample;
        }
    }
    return points ? 0 : -1;
}

static int read_side(struct reading *reading, const json_t *cliff, const char *key,
                     struct cliff_side *side)
{
    json_t *object = json_take_object(cliff, key, SMALL_MAX, reading->err);
    if (!object || json_take_int(object, "n", &side->n, reading->err) ||
        json_take_unsigned(object, "maxrss", &side->maxrss, reading->err) ||
        json_take_unsigned(object, "minflt", &side->minflt, reading->err))
        return -1;
    side->cpu = number(object, "cpu");
    const json_t *bytes = json_object_get(object, "bytes");
    side->count.present = json_is_object(bytes);
    if (!side->count.present)
        return 0;
    return json_take_unsigned(bytes, "copied", &side->count.copied, reading->err) ||
                   json_take_unsigned(bytes, "filled", &side->count.filled, reading->err) ||
                   json_take_unsigned(bytes, "allocated", &side->count.allocated, reading->err)
               ? -1
               : 0;
}

static int read_blame(struct reading *reading, const json_t *cliff, struct blame *blame)
{
    struct err *err = reading->err;
    if (json_is_null(json_object_get(cliff, "blame")))
        return 0;
    json_t *object = json_take_object(cliff, "blame", SMALL_MAX, err);
    if (!object)
        return -1;
    if (json_object_get(object, "unavailable"))
        return json_take_string(object, "unavailable", false, &blame->unavailable, reading->arena,
                                err);
    json_t *chain = json_take_array(object, "chain", SMALL_MAX, err);
    if (!chain || json_take_string(object, "cause", true, &blame->cause, reading->arena, err) ||
        json_take_string(object, "mechanism", true, &blame->mechanism, reading->arena, err))
        return -1;
    blame->present = true;
    blame->share = number(object, "share");
    blame->chain = ARENA_ARRAY(reading->arena, const char *, json_array_size(chain) + 1);
    for (size_t i = 0; i < json_array_size(chain); i++) {
        const char *frame = json_string_value(json_array_get(chain, i));
        blame->chain[blame->chain_length++] = arena_strdup(reading->arena, frame ? frame : "?");
    }
    return 0;
}

static int read_cliff(struct reading *reading, const json_t *object, struct cliff *cliff)
{
    static const char *const kinds[] = {"wall", "staircase", "error", NULL};
    static const char *const metrics[] = {"copied", "minflt", "maxrss", "cpu", "wall", NULL};
    struct err *err = reading->err;
    int kind = 0, metric = 0;
    if (json_take_int(object, "n", &cliff->n, err) ||
        json_take_int(object, "bracketLow", &cliff->bracket_low, err) ||
        json_take_bool(object, "exact", &cliff->exact, err) ||
        json_take_name(object, "kind", kinds, &kind, err) ||
        json_take_name(object, "metric", metrics, &metric, err) ||
        read_side(reading, object, "below", &cliff->below) ||
        read_side(reading, object, "above", &cliff->above) ||
        read_blame(reading, object, &cliff->blame))
        return -1;
    cliff->kind = (enum cliff_kind)kind;
    cliff->metric = (enum metric)metric;
    cliff->ratio = number(object, "ratio");
    cliff->cpu_ratio = number(object, "cpuRatio");
    return 0;
}

static int read_cliffs(struct reading *reading, const json_t *object,
                       struct fixture_result *fixture)
{
    json_t *cliffs = json_take_array(object, "cliffs", SMALL_MAX, reading->err);
    if (!cliffs)
        return -1;
    fixture->cliff_count = json_array_size(cliffs);
    fixture->cliffs = ARENA_ARRAY(reading->arena, struct cliff, fixture->cliff_count + 1);
    for (size_t i = 0; i < fixture->cliff_count; i++)
        if (read_cliff(reading, json_array_get(cliffs, i), &fixture->cliffs[i]) != 0)
            return -1;
    return 0;
}

static int read_scaling(struct reading *reading, const json_t *fixture, const char *key,
                        struct scaling *scaling)
{
    const json_t *both = json_object_get(fixture, "scaling");
    const json_t *object = json_object_get(both, key);
    if (!object || json_is_null(object))
        return 0;
    scaling->present = true;
    scaling->exponent = number(object, "exponent");
    return json_take_string(object, "class", false, &scaling->class_name, reading->arena,
                            reading->err);
}

static int read_claims(struct reading *reading, const json_t *fixture, struct claims_result *claims)
{
    if (json_is_null(json_object_get(fixture, "claims")))
        return 0;
    json_t *object = json_take_object(fixture, "claims", SMALL_MAX, reading->err);
    if (!object || json_take_int(object, "n", &claims->n, reading->err) != 0)
        return -1;
    const json_t *materialised = json_object_get(object, "materialised");
    claims->present = true;
    for (int i = 0; i < CLAIM_COUNT; i++)
        claims->amount[i] = number(object, claim_names[i]);
    claims->rate = number(object, "rate");
    claims->ceiling = number(object, "ceiling");
    claims->checked = json_is_boolean(materialised);
    claims->materialised = json_is_true(materialised);
    return 0;
}

static double *read_seconds(struct reading *reading, const json_t *object, const char *key,
                            size_t *count)
{
    json_t *array = json_take_array(object, key, SMALL_MAX, reading->err);
    if (!array)
        return NULL;
    double *values = ARENA_ARRAY(reading->arena, double, json_array_size(array) + 1);
    for (size_t i = 0; i < json_array_size(array); i++)
        values[(*count)++] = json_number_value(json_array_get(array, i));
    return values;
}

static int read_comparisons(struct reading *reading, const json_t *object,
                            struct fixture_result *fixture)
{
    json_t *comparisons = json_take_array(object, "comparisons", SMALL_MAX, reading->err);
    for (size_t i = 0; comparisons && i < json_array_size(comparisons); i++) {
        const json_t *item = json_array_get(comparisons, i);
        struct comparison *comparison = VEC_ADD(reading->arena, &fixture->comparisons);
        int change = 0;
        comparison->base = read_seconds(reading, item, "base", &comparison->base_count);
        comparison->head = read_seconds(reading, item, "head", &comparison->head_count);
        if (!comparison->base || !comparison->head ||
            json_take_int(item, "n", &comparison->n, reading->err) ||
            json_take_bool(item, "controlled", &comparison->controlled, reading->err) ||
            json_take_name(item, "change", change_names, &change, reading->err))
            return -1;
        comparison->change = (enum change)change;
        comparison->ratio = number(item, "ratio");
        comparison->low = number(item, "low");
        comparison->high = number(item, "high");
        comparison->p = number(item, "p");
    }
    return comparisons ? 0 : -1;
}

static int read_findings(struct reading *reading, const json_t *object,
                         struct fixture_result *fixture)
{
    json_t *findings = json_take_array(object, "findings", SMALL_MAX, reading->err);
    for (size_t i = 0; findings && i < json_array_size(findings); i++) {
        const json_t *item = json_array_get(findings, i);
        struct result_finding *finding = VEC_ADD(reading->arena, &fixture->findings);
        int level = 0;
        if (json_take_string(item, "rule", false, &finding->rule, reading->arena, reading->err) ||
            json_take_name(item, "level", result_level_names, &level, reading->err) ||
            json_take_string(item, "message", false, &finding->message, reading->arena,
                             reading->err))
            return -1;
        finding->level = (enum result_level)level;
    }
    return findings ? 0 : -1;
}

static int read_variant(struct reading *reading, const json_t *object,
                        struct fixture_result *fixture)
{
    json_t *variant = json_take_object(object, "variant", SMALL_MAX, reading->err);
    if (!variant)
        return -1;
    size_t count = json_object_size(variant);
    fixture->variant_keys = ARENA_ARRAY(reading->arena, const char *, count + 1);
    fixture->variant_values = ARENA_ARRAY(reading->arena, const char *, count + 1);
    const char *key;
    json_t *value;
    json_object_foreach(variant, key, value)
    {
        size_t i = fixture->variant_count++;
        fixture->variant_keys[i] = arena_strdup(reading->arena, key);
        if (json_take_string(variant, key, false, &fixture->variant_values[i], reading->arena,
                             reading->err) != 0)
            return -1;
    }
    return 0;
}

static int read_verdicts(struct reading *reading, const json_t *object, unsigned *mask)
{
    json_t *verdicts = json_take_array(object, "verdicts", VERDICT_COUNT, reading->err);
    for (size_t i = 0; verdicts && i < json_array_size(verdicts); i++) {
        const char *name = json_string_value(json_array_get(verdicts, i));
        int verdict = 0;
        while (verdict < VERDICT_COUNT && (!name || strcmp(verdict_names[verdict], name) != 0))
            verdict++;
        if (verdict == VERDICT_COUNT)
            return err_set(reading->err, "'verdicts' has one that is not known");
        *mask |= 1u << verdict;
    }
    return verdicts ? 0 : -1;
}

static int read_fixture(struct reading *reading, const json_t *object,
                        struct fixture_result *fixture)
{
    struct err *err = reading->err;
    uint64_t runs = 0;
    int status = 0;
    if (json_take_string(object, "name", false, &fixture->name, reading->arena, err) ||
        json_take_name(object, "status", fixture_status_names, &status, err) ||
        json_take_string(object, "reason", true, &fixture->reason, reading->arena, err) ||
        json_take_bool(object, "expected", &fixture->expected, err) ||
        json_take_unsigned(object, "runs", &runs, err) ||
        json_take_double(object, "seconds", &fixture->seconds, err) ||
        read_variant(reading, object, fixture) ||
        read_verdicts(reading, object, &fixture->verdicts) ||
        read_points(reading, object, fixture) || read_cliffs(reading, object, fixture) ||
        read_scaling(reading, object, "below", &fixture->below) ||
        read_scaling(reading, object, "above", &fixture->above) ||
        read_claims(reading, object, &fixture->claims) ||
        read_comparisons(reading, object, fixture) || read_findings(reading, object, fixture))
        return -1;
    fixture->status = (enum fixture_status)status;
    fixture->runs = (size_t)runs;
    return 0;
}

static int read_shard(const json_t *document, struct run_result *result, struct err *err)
{
    uint64_t index = 0, count = 0;
    const char *plan = json_string_value(json_object_get(document, "plan"));
    result->plan = plan ? strtoull(plan, NULL, 16) : 0;
    if (json_is_null(json_object_get(document, "shard")))
        return 0;
    json_t *shard = json_take_object(document, "shard", SMALL_MAX, err);
    if (!shard || json_take_unsigned(shard, "index", &index, err) ||
        json_take_unsigned(shard, "count", &count, err))
        return -1;
    if (index < 1 || index > count || count > FIXTURES_MAX)
        return err_set(err, "'shard' is not one of its count");
    result->shard = (unsigned)index;
    result->shards = (unsigned)count;
    return 0;
}

static int read_document(const json_t *document, struct run_result *result, struct err *err)
{
    struct reading reading = {&result->arena, err};
    const char *tool = json_string_value(json_object_get(document, "tool"));
    int64_t schema = 0;
    if (!tool || strcmp(tool, "benchrun") != 0)
        return err_set(err, "it is not a result of benchrun --format json");
    if (json_take_int(document, "schema", &schema, err) != 0)
        return -1;
    if (schema != 1)
        return err_set(err, "schema %lld is not known", (long long)schema);
    json_t *fixtures = json_take_array(document, "fixtures", FIXTURES_MAX, err);
    if (!fixtures || json_take_unsigned(document, "seed", &result->seed, err) != 0 ||
        read_shard(document, result, err) != 0)
        return -1;
    char *host = json_dumps(json_object_get(document, "host"), JSON_COMPACT);
    result->host_json = arena_strdup(&result->arena, host ? host : "{}");
    free(host);
    for (size_t i = 0; i < json_array_size(fixtures); i++)
        if (read_fixture(&reading, json_array_get(fixtures, i),
                         VEC_ADD(&result->arena, &result->fixtures)) != 0)
            return -1;
    return 0;
}

int document_read(const char *path, struct run_result *result, struct diags *diags)
{
    struct err err = {0};
    size_t length = 0;
    json_error_t error;
    char *text = file_read(path, DOCUMENT_BYTES_MAX, &length, &err);
    if (!text) {
        diag_add(diags, DIAG_ERROR, NULL, 0, 0, "%s", err.text);
        return -1;
    }
    json_t *document = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    free(text);
    int status = document ? read_document(document, result, &err) : -1;
    if (!document)
        diag_add(diags, DIAG_ERROR, path, (size_t)(error.line > 0 ? error.line : 1),
                 (size_t)(error.column > 0 ? error.column : 1), "%s", error.text);
    else if (status != 0)
        diag_add(diags, DIAG_ERROR, path, 0, 0, "%s", err.text);
    json_decref(document);
    return status;
}
