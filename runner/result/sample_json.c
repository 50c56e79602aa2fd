/* Samples as lines of the recorded file. */
#include "json.h"
#include "record.h"

static json_t *region_to_json(const struct sample_region *region)
{
    if (!region->present && !region->ignored)
        return json_null();
    return json_pack("{s:b, s:f, s:f, s:I, s:I, s:I, s:I, s:I}", "present", region->present, "wall",
                     region->wall, "cpu", region->cpu, "touched", (json_int_t)region->touched,
                     "stored", (json_int_t)region->stored, "maxrss", (json_int_t)region->maxrss,
                     "checksum", (json_int_t)region->checksum, "ignored",
                     (json_int_t)region->ignored);
}

static json_t *count_to_json(const struct sample_count *count)
{
    if (!count->present)
        return json_null();
    return json_pack("{s:I, s:I, s:I}", "copied", (json_int_t)count->copied, "filled",
                     (json_int_t)count->filled, "allocated", (json_int_t)count->allocated);
}

json_t *sample_to_json(const struct sample *sample)
{
    return json_pack(
        "{s:I, s:s, s:i, s:s, s:i, s:f, s:f, s:f, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:s?}", "n",
        (json_int_t)sample->n, "phase", sample->phase, "round", (int)sample->round, "end",
        sample_end_names[sample->end], "status", sample->status, "wall", sample->wall, "user",
        sample->user, "sys", sample->sys, "maxrss", (json_int_t)sample->maxrss, "minflt",
        (json_int_t)sample->minflt, "majflt", (json_int_t)sample->majflt, "nvcsw",
        (json_int_t)sample->nvcsw, "nivcsw", (json_int_t)sample->nivcsw, "region",
        region_to_json(&sample->region), "count", count_to_json(&sample->count), "tail",
        sample->output_tail);
}

static int region_from_json(const json_t *object, struct sample_region *region, struct err *err)
{
    int64_t checksum = 0;
    if (json_is_null(json_object_get(object, "region")))
        return 0;
    json_t *found = json_take_object(object, "region", 16, err);
    if (!found || json_take_bool(found, "present", &region->present, err) ||
        json_take_double(found, "wall", &region->wall, err) ||
        json_take_double(found, "cpu", &region->cpu, err) ||
        json_take_unsigned(found, "touched", &region->touched, err) ||
        json_take_unsigned(found, "stored", &region->stored, err) ||
        json_take_unsigned(found, "maxrss", &region->maxrss, err) ||
        json_take_int(found, "checksum", &checksum, err) ||
        json_take_unsigned(found, "ignored", &region->ignored, err))
        return -1;
    region->checksum = (uint64_t)checksum;
    return 0;
}

static int count_from_json(const json_t *object, struct sample_count *count, struct err *err)
{
    const json_t *found = json_object_get(object, "count");
    if (!found || json_is_null(found))
        return 0;
    count->present = true;
    return json_take_unsigned(found, "copied", &count->copied, err) ||
                   json_take_unsigned(found, "filled", &count->filled, err) ||
                   json_take_unsigned(found, "allocated", &count->allocated, err)
               ? -1
               : 0;
}

static int cost_from_json(const json_t *object, struct sample *sample, struct err *err)
{
    const struct {
        const char *key;
        double *value;
    } times[] = {{"wall", &sample->wall}, {"user", &sample->user}, {"sys", &sample->sys}};
    const struct {
        const char *key;
        uint64_t *value;
    } counts[] = {{"maxrss", &sample->maxrss},
                  {"minflt", &sample->minflt},
                  {"majflt", &sample->majflt},
                  {"nvcsw", &sample->nvcsw},
                  {"nivcsw", &sample->nivcsw}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (json_take_double(object, times[i].key, times[i].value, err) != 0)
            return -1;
        if (*times[i].value < 0)
            return err_set(err, "'%s' is negative", times[i].key);
    }
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (json_take_unsigned(object, counts[i].key, counts[i].value, err) != 0)
            return -1;
    return 0;
}

int sample_from_json(const json_t *object, struct sample *sample, struct arena *arena,
                     struct err *err)
{
    static const char *const phases[] = {"warmup", "sweep", "confirm", "bisect", "base",
                                         "head",   "null",  "count",   NULL};
    uint64_t round = 0;
    int64_t status = 0;
    int phase = 0, end = 0;
    *sample = (struct sample){0};
    if (json_take_int(object, "n", &sample->n, err) ||
        json_take_name(object, "phase", phases, &phase, err) ||
        json_take_unsigned(object, "round", &round, err) ||
        json_take_name(object, "end", sample_end_names, &end, err) ||
        json_take_int(object, "status", &status, err) || cost_from_json(object, sample, err) ||
        region_from_json(object, &sample->region, err) ||
        count_from_json(object, &sample->count, err) ||
        json_take_string(object, "tail", true, &sample->output_tail, arena, err))
        return -1;
    if (sample->n < 0 || round > UINT32_MAX || status < 0 || status > 255)
        return err_set(err, "'n', 'round' or 'status' is out of range");
    sample->phase = phases[phase];
    sample->end = (enum sample_end)end;
    sample->round = (uint32_t)round;
    sample->status = (int)status;
    return 0;
}
