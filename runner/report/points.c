#include "points.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* A sample's size and its place in the order taken: sorting these touches no sample. */
struct key {
    int64_t n;
    size_t place;
};

static int by_size(const void *a, const void *b)
{
    const struct key *first = a, *second = b;
    if (first->n != second->n)
        return first->n < second->n ? -1 : 1;
    return first->place < second->place ? -1 : first->place > second->place;
}

static int by_value(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

static double median_of(double *values, size_t count)
{
    if (!count)
        return 0;
    qsort(values, count, sizeof *values, by_value);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

/* Of the samples `keys` of one point; `column` has that of every sample, NAN where it failed. */
static double point_median(const struct key *keys, size_t count, const double *column,
                           double *values)
{
    size_t taken = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(column[keys[i].place]))
            values[taken++] = column[keys[i].place];
    return median_of(values, taken);
}

static void fill_column(const struct fixture_result *fixture, enum metric metric, double *column)
{
    for (size_t i = 0; i < fixture->samples.count; i++) {
        const struct sample *sample = fixture_sample(fixture, i);
        column[i] = sample->end == SAMPLE_OK ? sample_metric(sample, metric) : NAN;
    }
}

static void fill_medians(const struct fixture_result *fixture, const struct key *keys,
                         struct points *points, struct arena *scratch)
{
    static const struct {
        enum metric metric;
        size_t offset;
    } medians[] = {{METRIC_CPU, offsetof(struct point, cpu)},
                   {METRIC_WALL, offsetof(struct point, wall)},
                   {METRIC_MAXRSS, offsetof(struct point, maxrss)},
                   {METRIC_MINFLT, offsetof(struct point, minflt)}};
    size_t count = fixture->samples.count;
    double *column = ARENA_ARRAY(scratch, double, count + 1);
    double *values = ARENA_ARRAY(scratch, double, count + 1);
    for (size_t k = 0; k < sizeof medians / sizeof *medians; k++) {
        fill_column(fixture, medians[k].metric, column);
        const struct key *at = keys;
        for (size_t i = 0; i < points->count; i++) {
            struct point *point = &points->items[i];
            *(double *)((char *)point + medians[k].offset) =
                point_median(at, point->count, column, values);
            at += point->count;
        }
    }
}

static struct key *keys_of(const struct fixture_result *fixture, struct arena *scratch)
{
    size_t count = fixture->samples.count;
    struct key *keys = ARENA_ARRAY(scratch, struct key, count + 1);
    for (size_t i = 0; i < count; i++)
        keys[i] = (struct key){fixture_sample(fixture, i)->n, i};
    qsort(keys, count, sizeof *keys, by_size);
    return keys;
}

/* Those that failed, and the sizes of the first sweep. */
static void fill_ends(const struct fixture_result *fixture, const struct key *keys,
                      struct points *points, struct arena *scratch)
{
    size_t count = fixture->samples.count, key = 0;
    size_t *point_of = ARENA_ARRAY(scratch, size_t, count + 1);
    for (size_t i = 0; i < points->count; i++)
        for (size_t k = 0; k < points->items[i].count; k++)
            point_of[keys[key++].place] = i;
    for (size_t i = 0; i < count; i++) {
        const struct sample *sample = fixture_sample(fixture, i);
        struct point *point = &points->items[point_of[i]];
        point->failed += sample->end != SAMPLE_OK;
        point->swept |= strcmp(sample->phase, "sweep") == 0;
    }
}

struct points points_of(const struct fixture_result *fixture, struct arena *arena)
{
    size_t count = fixture->samples.count;
    struct arena scratch = {0};
    struct points points = {0};
    struct key *keys = keys_of(fixture, &scratch);
    const struct sample **order = ARENA_ARRAY(arena, const struct sample *, count + 1);
    for (size_t i = 0; i < count; i++) {
        order[i] = &fixture->samples.items[keys[i].place];
        points.count += i == 0 || keys[i].n != keys[i - 1].n;
    }
    points.items = ARENA_ARRAY(arena, struct point, points.count + 1);
    points.count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || keys[i].n != keys[i - 1].n)
            points.items[points.count++] = (struct point){.n = keys[i].n, .samples = order + i};
        points.items[points.count - 1].count++;
    }
    fill_medians(fixture, keys, &points, &scratch);
    fill_ends(fixture, keys, &points, &scratch);
    arena_release(&scratch);
    return points;
}

const char *fixture_title(const struct fixture_result *fixture, struct arena *arena)
{
    const char *title = fixture->name;
    for (size_t i = 0; i < fixture->variant_count; i++)
        title = arena_printf(arena, "%s%s%s=%s", title, i ? ", " : " [", fixture->variant_keys[i],
                             fixture->variant_values[i]);
    return fixture->variant_count ? arena_printf(arena, "%s]", title) : title;
}

const char *verdicts_text(unsigned verdicts, struct arena *arena)
{
    const char *text = "";
    for (int i = 0; i < VERDICT_COUNT; i++)
        if (verdicts & 1u << i)
            text = *text ? arena_printf(arena, "%s, %s", text, verdict_names[i]) : verdict_names[i];
    return *text ? text : verdict_names[VERDICT_CLEAN];
}

const char *outcome_text(const struct fixture_result *fixture)
{
    if (fixture->status != FIXTURE_OK)
        return fixture_status_names[fixture->status];
    return fixture->expected ? "as expected" : "unexpected";
}

const char *end_text(const struct sample *sample, struct arena *arena)
{
    static const char *const texts[] = {[SAMPLE_OK] = "ok",
                                        [SAMPLE_EXIT] = "exit status",
                                        [SAMPLE_SIGNAL] = "signal",
                                        [SAMPLE_TIMEOUT] = "time limit",
                                        [SAMPLE_MEMORY] = "memory limit",
                                        [SAMPLE_NOT_STARTED] = "not started"};
    const char *text = texts[sample->end];
    bool numbered = sample->end == SAMPLE_EXIT || sample->end == SAMPLE_SIGNAL;
    return numbered ? arena_printf(arena, "%s %d", text, sample->status) : text;
}

static const char *scaled_text(double value, const char *const *units, struct arena *arena)
{
    size_t unit = 0;
    while (value >= 999.5 && units[unit + 1]) {
        value /= 1000;
        unit++;
    }
    int decimals = value >= 99.95 || unit == 0 ? 0 : value >= 9.995 ? 1 : 2;
    return arena_printf(arena, "%.*f %s", decimals, value, units[unit]);
}

const char *seconds_text(double seconds, struct arena *arena)
{
    static const char *const units[] = {"ns", "us", "ms", NULL};
    if (seconds >= 0.9995)
        return arena_printf(arena, "%.*f s",
                            seconds >= 99.95   ? 0
                            : seconds >= 9.995 ? 1
                                               : 2,
                            seconds);
    return scaled_text(seconds * 1e9, units, arena);
}

const char *bytes_text(double bytes, struct arena *arena)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB", "PB", NULL};
    return scaled_text(bytes, units, arena);
}

struct summary summary_of(const struct run_result *result)
{
    struct summary summary = {.fixtures = result->fixtures.count};
    for (size_t i = 0; i < result->fixtures.count; i++) {
        const struct fixture_result *fixture = &result->fixtures.items[i];
        summary.failed += fixture->status == FIXTURE_FAILED;
        summary.skipped += fixture->status == FIXTURE_SKIPPED;
        summary.expected += fixture->status == FIXTURE_OK && fixture->expected;
        summary.unexpected += fixture->status == FIXTURE_OK && !fixture->expected;
    }
    return summary;
}
