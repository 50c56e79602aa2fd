/* The three forms.  A number that is not finite, or an item without its parts, is told and left
 * out. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "import.h"

static bool take_number(const json_t *object, const char *key, double *value)
{
    const json_t *found = json_object_get(object, key);
    *value = json_number_value(found);
    return json_is_number(found) && isfinite(*value) && *value >= 0;
}

static const char *take_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

/* A whole number that fills `text`; -1 when it is none. */
static int64_t whole_number(const char *text, size_t length)
{
    int64_t value = 0;
    for (size_t i = 0; i < length; i++) {
        if (!isdigit((unsigned char)text[i]) || value > 100000000000000LL)
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return length ? value : -1;
}

/* google-benchmark: what its own options add to a name is no argument. */
static bool is_option(const char *key, size_t length)
{
    static const char *const options[] = {"iterations", "repeats", "threads", "min_time",
                                          "min_warmup_time"};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strlen(options[i]) == length && strncmp(options[i], key, length) == 0)
            return true;
    return false;
}

/* "BM_sort/8/n:1024" is "BM_sort/8/n:" of size 1024. */
static void split_name(struct import *import, const char *name, struct import_entry *entry)
{
    size_t at = 0, cut = 0, cut_end = 0;
    entry->n = -1;
    while (name[at]) {
        size_t end = at + strcspn(name + at, "/");
        const char *colon = memchr(name + at, ':', end - at);
        size_t start = colon ? (size_t)(colon - name) + 1 : at;
        int64_t number = whole_number(name + start, end - start);
        bool option = colon && is_option(name + at, start - 1 - at);
        if (at && number >= 0 && !option) {
            entry->n = number;
            cut = start;
            cut_end = end;
        }
        at = end + (name[end] == '/');
    }
    entry->family = entry->n < 0
                        ? arena_strdup(import->arena, name)
                        : arena_printf(import->arena, "%.*s{n}%s", (int)cut, name, name + cut_end);
}

static double unit_seconds(const char *unit)
{
    static const struct {
        const char *unit;
        double seconds;
    } units[] = {{"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}};
    for (size_t i = 0; unit && i < sizeof units / sizeof *units; i++)
        if (strcmp(unit, units[i].unit) == 0)
            return units[i].seconds;
    return 0;
}

static void add_gbench(struct import *import, size_t index, const json_t *item, bool aggregates)
{
    struct import_entry entry = {0};
    const char *name = take_text(item, "run_name"), *type = take_text(item, "run_type");
    const char *aggregate = take_text(item, "aggregate_name");
    name = name ? name : take_text(item, "name");
    bool is_aggregate = type && strcmp(type, "aggregate") == 0;
    if (is_aggregate && !(aggregates && aggregate && strcmp(aggregate, "median") == 0))
        return;
    double unit = unit_seconds(take_text(item, "time_unit")), rate = 0;
    entry.failed = json_is_true(json_object_get(item, "error_occurred"));
    if (!name) {
        import_complain(import, index, "it has no name");
        return;
    }
    if (!entry.failed && (unit <= 0 || !take_number(item, "real_time", &entry.wall) ||
                          !take_number(item, "cpu_time", &entry.cpu))) {
        import_complain(import, index, "it has no times, or no known time_unit");
        return;
    }
    entry.wall *= unit;
    entry.cpu *= unit;
    if (take_number(item, "bytes_per_second", &rate))
        entry.bytes = rate * entry.cpu;
    split_name(import, name, &entry);
    *VEC_ADD(import->arena, &import->entries) = entry;
}

void import_gbench(struct import *import, const json_t *document)
{
    const json_t *benchmarks = json_object_get(document, "benchmarks");
    bool singles = false; /* single repetitions; else the medians must do */
    for (size_t i = 0; i < json_array_size(benchmarks); i++) {
        const char *type = take_text(json_array_get(benchmarks, i), "run_type");
        singles |= !type || strcmp(type, "aggregate") != 0;
    }
    for (size_t i = 0; i < json_array_size(benchmarks); i++)
        add_gbench(import, i, json_array_get(benchmarks, i), !singles);
}

/* The first parameter whose value is a whole number is the size; the others tell the family. */
static void split_parameters(struct import *import, const json_t *item, struct import_entry *entry)
{
    json_t *parameters = json_object_get(item, "parameters"), *value;
    const char *key, *size_key = NULL, *family = "";
    entry->n = -1;
    json_object_foreach(parameters, key, value)
    {
        const char *text = json_string_value(value);
        int64_t number = text ? whole_number(text, strlen(text)) : -1;
        if (entry->n < 0 && number >= 0) {
            entry->n = number;
            size_key = key;
        } else {
            family = arena_printf(import->arena, "%s%s=%s ", family, key, text ? text : "?");
        }
    }
    entry->family = size_key ? arena_printf(import->arena, "%s%s={n}", family, size_key) : family;
}

static void add_hyperfine(struct import *import, size_t index, const json_t *item)
{
    const json_t *times = json_object_get(item, "times");
    const json_t *statuses = json_object_get(item, "exit_codes");
    struct import_entry entry = {0};
    if (!json_array_size(times)) {
        import_complain(import, index, "it has no times");
        return;
    }
    split_parameters(import, item, &entry);
    for (size_t i = 0; i < json_array_size(times); i++) {
        const json_t *time = json_array_get(times, i);
        entry.wall = entry.cpu = json_number_value(time);
        entry.failed = json_integer_value(json_array_get(statuses, i)) != 0;
        if (json_is_number(time) && isfinite(entry.wall) && entry.wall >= 0)
            *VEC_ADD(import->arena, &import->entries) = entry;
        else
            import_complain(import, index, "one of its times is no number");
    }
}

void import_hyperfine(struct import *import, const json_t *document)
{
    const json_t *results = json_object_get(document, "results");
    import->wall_only = true;
    for (size_t i = 0; i < json_array_size(results); i++)
        add_hyperfine(import, i, json_array_get(results, i));
}

/* "sort[1000]" is "sort[{n}]" of size 1000. */
static void split_last_number(struct import *import, const char *name, struct import_entry *entry)
{
    size_t end = strlen(name);
    while (end && !isdigit((unsigned char)name[end - 1]))
        end--;
    size_t start = end;
    while (start && isdigit((unsigned char)name[start - 1]))
        start--;
    entry->n = whole_number(name + start, end - start);
    entry->family = entry->n < 0
                        ? arena_strdup(import->arena, name)
                        : arena_printf(import->arena, "%.*s{n}%s", (int)start, name, name + end);
}

static void add_pyperf(struct import *import, size_t index, const json_t *document,
                       const json_t *item)
{
    /* The name of a single benchmark stands at the top. */
    const char *name = take_text(json_object_get(item, "metadata"), "name");
    const json_t *runs = json_object_get(item, "runs");
    struct import_entry entry = {0};
    name = name ? name : take_text(json_object_get(document, "metadata"), "name");
    if (!name || !json_is_array(runs)) {
        import_complain(import, index, "it has no name or no runs");
        return;
    }
    split_last_number(import, name, &entry);
    for (size_t i = 0; i < json_array_size(runs); i++) {
        const json_t *values = json_object_get(json_array_get(runs, i), "values");
        for (size_t k = 0; k < json_array_size(values); k++) {
            entry.wall = entry.cpu = json_number_value(json_array_get(values, k));
            if (isfinite(entry.wall) && entry.wall > 0)
                *VEC_ADD(import->arena, &import->entries) = entry;
            else
                import_complain(import, index, "one of its values is no time");
        }
    }
}

void import_pyperf(struct import *import, const json_t *document)
{
    const json_t *benchmarks = json_object_get(document, "benchmarks");
    import->wall_only = true;
    for (size_t i = 0; i < json_array_size(benchmarks); i++)
        add_pyperf(import, i, document, json_array_get(benchmarks, i));
}
