#include "points.h"

#include <stdlib.h>
#include <string.h>

static int by_size(const void *a, const void *b)
{
    const struct sample *first = *(const struct sample *const *)a;
    const struct sample *second = *(const struct sample *const *)b;
    if (first->n != second->n)
        return first->n < second->n ? -1 : 1;
    return first < second ? -1 : first > second;
}

static int by_value(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

static double median_of(const struct point *point, enum metric metric, double *values)
{
    size_t count = 0;
    for (size_t i = 0; i < point->count; i++)
        if (point->samples[i]->end == SAMPLE_OK)
            values[count++] = sample_metric(point->samples[i], metric);
    if (!count)
        return 0;
    qsort(values, count, sizeof *values, by_value);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void fill_point(struct point *point, double *values)
{
    for (size_t i = 0; i < point->count; i++) {
        point->failed += point->samples[i]->end != SAMPLE_OK;
        point->swept |= strcmp(point->samples[i]->phase, "sweep") == 0;
    }
    point->cpu = median_of(point, METRIC_CPU, values);
    point->wall = median_of(point, METRIC_WALL, values);
    point->maxrss = median_of(point, METRIC_MAXRSS, values);
    point->minflt = median_of(point, METRIC_MINFLT, values);
}

struct points points_of(const struct fixture_result *fixture, struct arena *arena)
{
    size_t count = fixture->samples.count;
    const struct sample **order = ARENA_ARRAY(arena, const struct sample *, count + 1);
    double *values = ARENA_ARRAY(arena, double, count + 1);
    struct points points = {0};
    for (size_t i = 0; i < count; i++)
        order[i] = &fixture->samples.items[i];
    if (count)
        qsort(order, count, sizeof *order, by_size);
    for (size_t i = 0; i < count; i++)
        points.count += i == 0 || order[i]->n != order[i - 1]->n;
    points.items = ARENA_ARRAY(arena, struct point, points.count + 1);
    points.count = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || order[i]->n != order[i - 1]->n)
            points.items[points.count++] = (struct point){.n = order[i]->n, .samples = order + i};
        points.items[points.count - 1].count++;
    }
    for (size_t i = 0; i < points.count; i++)
        fill_point(&points.items[i], values);
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
