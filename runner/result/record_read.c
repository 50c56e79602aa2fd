/* Reading the recorded file, which anybody may have damaged. */
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "json.h"
#include "record.h"

/* A hundred thousand runs are 40 MB; the longest line is the first, which has all the tasks. */
enum { RECORD_BYTES_MAX = 1 << 30, LINE_BYTES_MAX = 64 << 20, FIXTURES_MAX = 10000 };
/* Lines after which the samples before need not stay in memory: a megabyte. */
enum { RESTED_AFTER = 4096 };

struct reading {
    const char *path;
    struct record *record;
    struct arena *arena, *samples;
    struct diags *diags;
    size_t line, fixture; /* of the last sample */
};

static void complain(struct reading *reading, size_t column, const char *text)
{
    diag_add(reading->diags, DIAG_ERROR, reading->path, reading->line, column, "%s", text);
}

static int read_fixtures(struct reading *reading, const json_t *header, struct err *err)
{
    json_t *fixtures = json_take_array(header, "fixtures", FIXTURES_MAX, err);
    if (!fixtures)
        return -1;
    for (size_t i = 0; i < json_array_size(fixtures); i++) {
        const json_t *object = json_array_get(fixtures, i);
        struct recorded *recorded = VEC_ADD(reading->arena, &reading->record->fixtures);
        int status = 0;
        if (task_from_json(object, &recorded->task, reading->arena, err) != 0 ||
            json_take_name(object, "status", fixture_status_names, &status, err) != 0 ||
            json_take_string(object, "reason", true, &recorded->reason, reading->arena, err) != 0)
            return -1;
        recorded->status = (enum fixture_status)status;
    }
    return 0;
}

static int read_header(struct reading *reading, const json_t *header, struct err *err)
{
    int64_t version = 0;
    json_t *host = json_take_object(header, "host", 1000, err);
    if (!host || json_take_int(header, "record", &version, err) != 0 ||
        json_take_unsigned(header, "seed", &reading->record->seed, err) != 0)
        return -1;
    if (version != 1)
        return err_set(err, "records of version %lld are not known", (long long)version);
    reading->record->plan = (uint64_t)json_integer_value(json_object_get(header, "plan"));
    reading->record->shard = (unsigned)json_integer_value(json_object_get(header, "shard"));
    reading->record->shards = (unsigned)json_integer_value(json_object_get(header, "shards"));
    char *text = json_dumps(host, JSON_COMPACT);
    reading->record->host_json = arena_strdup(reading->arena, text ? text : "{}");
    free(text);
    return read_fixtures(reading, header, err);
}

static int read_sample(struct reading *reading, const json_t *object, struct err *err)
{
    struct sample sample;
    uint64_t fixture = 0;
    if (json_take_unsigned(object, "fixture", &fixture, err) != 0 ||
        sample_from_json(object, &sample, reading->samples, err) != 0)
        return -1;
    if (fixture >= reading->record->fixtures.count)
        return err_set(err, "there is no fixture %llu", (unsigned long long)fixture);
    if (fixture != reading->fixture || reading->line % RESTED_AFTER == 0)
        arena_rest(reading->samples);
    reading->fixture = fixture;
    if (strcmp(sample.phase, "warmup") != 0)
        *VEC_ADD(reading->samples, &reading->record->fixtures.items[fixture].samples) = sample;
    return 0;
}

/* False when reading on would only repeat the complaint: without a header nothing can be read. */
static bool read_line(struct reading *reading, const char *text, size_t length)
{
    json_error_t error;
    struct err err = {0};
    json_t *object = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (!object)
        complain(reading, error.column > 0 ? (size_t)error.column : 1, error.text);
    else if ((reading->line == 1 ? read_header : read_sample)(reading, object, &err) != 0)
        complain(reading, 1, err.text);
    json_decref(object);
    return reading->line > 1 || reading->diags->errors == 0;
}

/* Every line; -1 and *err when the file could not be read to its end. */
static int read_lines(struct reading *reading, struct line_reader *lines, struct err *err)
{
    const char *text;
    size_t length;
    bool whole;
    int found;
    while ((found = lines_next(lines, &text, &length, &whole, err)) > 0) {
        reading->line++;
        if (!whole && reading->line > 1) {
            diag_add(reading->diags, DIAG_NOTE, reading->path, reading->line, 1,
                     "the last line is not whole, as an interrupted run leaves it");
            return 0;
        }
        if (!read_line(reading, text, length))
            return 0;
    }
    return found;
}

int record_read(const char *path, struct record *record, struct arena *arena,
                struct arena *samples, struct diags *diags)
{
    struct err err = {0};
    struct line_reader lines = {0};
    size_t errors_before = diags->errors;
    struct reading reading = {path, record, arena, samples, diags, 0, 0};
    *record = (struct record){0};
    if (lines_open(&lines, path, RECORD_BYTES_MAX, LINE_BYTES_MAX, &err) != 0 ||
        read_lines(&reading, &lines, &err) != 0)
        diag_add(diags, DIAG_ERROR, NULL, 0, 0, "%s", err.text);
    else if (!reading.line)
        diag_add(diags, DIAG_ERROR, path, 0, 0, "the file is empty");
    lines_close(&lines);
    arena_rest(samples);
    return diags->errors == errors_before ? 0 : -1;
}
