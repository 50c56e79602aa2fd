/* google-benchmark's JSON, which its compare.py and many dashboards read: one entry a run. */
#include <inttypes.h>
#include <jansson.h>
#include <time.h>

#include "json_list.h"
#include "points.h"
#include "report.h"

static void write_point(struct json_list *benchmarks, const struct fixture_result *fixture,
                        size_t index, const struct point *point, struct arena *arena)
{
    const char *name = arena_printf(arena, "%s/%" PRId64, fixture_title(fixture, arena), point->n);
    size_t good = point->count - point->failed, repetition = 0;
    for (size_t i = 0; i < point->count; i++) {
        const struct sample *sample = point->samples[i];
        if (sample->end != SAMPLE_OK)
            continue;
        json_list_add(
            benchmarks,
            json_pack("{s:s, s:I, s:I, s:s, s:s, s:I, s:I, s:i, s:i, s:f, s:f, s:s, s:I, s:I}",
                      "name", name, "family_index", (json_int_t)index, "per_family_instance_index",
                      (json_int_t)0, "run_name", name, "run_type", "iteration", "repetitions",
                      (json_int_t)good, "repetition_index", (json_int_t)repetition++, "threads", 1,
                      "iterations", 1, "real_time", sample_metric(sample, METRIC_WALL) * 1e9,
                      "cpu_time", sample_metric(sample, METRIC_CPU) * 1e9, "time_unit", "ns",
                      "max_rss", (json_int_t)sample->maxrss, "minor_faults",
                      (json_int_t)sample->minflt));
    }
}

void report_gbench(const struct run_result *result, const struct report_options *options,
                   FILE *stream)
{
    (void)options;
    json_t *host = result->host_json ? json_loads(result->host_json, 0, NULL) : NULL;
    json_t *head = json_pack("{s:{s:s, s:i, s:s, s:o}}", "context", "executable", "benchrun",
                             "json_schema_version", 1, "library_version", PROJECT_VERSION, "host",
                             host ? host : json_object());
    struct json_list benchmarks = json_list_start(stream, head, "benchmarks");
    for (size_t i = 0; i < result->fixtures.count; i++) {
        struct arena arena = {0};
        struct points points = points_of(&result->fixtures.items[i], &arena);
        for (size_t k = 0; k < points.count; k++)
            write_point(&benchmarks, &result->fixtures.items[i], i, &points.items[k], &arena);
        arena_release(&arena);
        arena_rest(&result->samples);
    }
    json_list_end(&benchmarks, json_object());
}
