#include "import.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

enum { IMPORT_BYTES_MAX = 1 << 28 };

void import_complain(struct import *import, size_t item, const char *text)
{
    diag_add(import->diags, DIAG_ERROR, import->path, 0, 0, "item %zu: %s", item + 1, text);
}

static int by_family_and_size(const void *a, const void *b)
{
    const struct import_entry *first = a, *second = b;
    int order = strcmp(first->family, second->family);
    return order ? order : first->n < second->n ? -1 : first->n > second->n;
}

/* The smallest time becomes a second at least: no floor of judging is then in the way. */
static void scale_times(struct import *import)
{
    double least = INFINITY;
    for (size_t i = 0; i < import->entries.count; i++)
        if (!import->entries.items[i].failed)
            least = fmin(least, import->entries.items[i].cpu);
    while (least > 0 && least * import->scale < 1 && import->scale < 1e15)
        import->scale *= 10;
    for (size_t i = 0; i < import->entries.count; i++) {
        import->entries.items[i].cpu *= import->scale;
        import->entries.items[i].wall *= import->scale;
    }
}

/* "n * 8" when every entry handles as many bytes for each unit of n, else NULL. */
static const char *claim_of(const struct import_entry *entries, size_t count, double scale,
                            struct arena *arena)
{
    double least = INFINITY, most = 0;
    for (size_t i = 0; i < count; i++) {
        double unit = entries[i].n > 0 ? entries[i].bytes / (double)entries[i].n : 0;
        least = fmin(least, unit);
        most = fmax(most, unit);
    }
    if (!(least > 0) || most > least * 1.01)
        return NULL;
    return arena_printf(arena, "n * %.6f * %.0f", most, scale);
}

/* One task of the entries of a family, which are sorted by size. */
static void add_task(struct import *import, struct record *record,
                     const struct import_entry *entries, size_t count)
{
    struct arena *arena = import->arena;
    struct recorded *recorded = VEC_ADD(arena, &record->fixtures);
    struct task *task = &recorded->task;
    size_t least = count, run = 0;
    task->name = entries[0].family;
    task->sizes = ARENA_ARRAY(arena, int64_t, count);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || entries[i].n != entries[i - 1].n) {
            least = i && run < least ? run : least;
            run = 0;
            task->sizes[task->size_count++] = entries[i].n;
        }
        run++;
        *VEC_ADD(arena, &recorded->samples) =
            (struct sample){.n = entries[i].n,
                            .phase = "sweep",
                            .end = entries[i].failed ? SAMPLE_EXIT : SAMPLE_OK,
                            .status = entries[i].failed,
                            .wall = entries[i].wall,
                            .user = entries[i].cpu};
    }
    least = run < least ? run : least;
    task->multiple = 1;
    task->only_listed = true;
    task->rounds = (unsigned)least;
    task->run_max = 100000;
    task->claims[CLAIM_TOUCHED] = claim_of(entries, count, import->scale, arena);
}

static size_t distinct_sizes(const struct import_entry *entries, size_t count)
{
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++)
        distinct += i == 0 || entries[i].n != entries[i - 1].n;
    return distinct;
}

static void group(struct import *import, struct record *record)
{
    struct import_entry *entries = import->entries.items;
    size_t count = import->entries.count, left_out = 0;
    if (count)
        qsort(entries, count, sizeof *entries, by_family_and_size);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && strcmp(entries[end].family, entries[i].family) == 0;)
            end++;
        if (entries[i].n >= 0 && distinct_sizes(entries + i, end - i) >= 2)
            add_task(import, record, entries + i, end - i);
        else
            left_out += end - i;
    }
    if (left_out)
        diag_add(import->diags, DIAG_NOTE, import->path, 0, 0,
                 "%zu entries have no size, or none to compare it with; they were left out",
                 left_out);
}

static int read_form(struct import *import, const json_t *document)
{
    const json_t *benchmarks = json_object_get(document, "benchmarks");
    const json_t *first = json_array_get(benchmarks, 0);
    if (json_is_array(json_object_get(document, "results"))) {
        import->tool = "hyperfine";
        import_hyperfine(import, document);
    } else if (json_object_get(first, "runs")) {
        import->tool = "pyperf";
        import_pyperf(import, document);
    } else if (json_is_array(benchmarks) && json_object_get(document, "context")) {
        import->tool = "google-benchmark";
        import_gbench(import, document);
    } else {
        diag_add(import->diags, DIAG_ERROR, import->path, 0, 0,
                 "it is no result of google-benchmark, hyperfine or pyperf");
        return -1;
    }
    return 0;
}

int import_read(const char *path, struct import *import, struct record *record, struct arena *arena,
                struct diags *diags)
{
    struct err err = {0};
    size_t length = 0, errors = diags->errors;
    json_error_t error;
    *import = (struct import){.path = path, .scale = 1, .arena = arena, .diags = diags};
    char *text = file_read(path, IMPORT_BYTES_MAX, &length, &err);
    if (!text) {
        diag_add(diags, DIAG_ERROR, NULL, 0, 0, "%s", err.text);
        return -1;
    }
    json_t *document = json_loadb(text, length, 0, &error);
    free(text);
    if (!document) {
        diag_add(diags, DIAG_ERROR, path, (size_t)(error.line > 0 ? error.line : 1),
                 (size_t)(error.column > 0 ? error.column : 1), "%s", error.text);
        return -1;
    }
    if (read_form(import, document) == 0) {
        scale_times(import);
        record->host_json = "{}";
        group(import, record);
        if (!record->fixtures.count && diags->errors == errors)
            diag_add(diags, DIAG_ERROR, path, 0, 0, "nothing in it was measured at several sizes");
    }
    json_decref(document);
    return diags->errors == errors ? 0 : -1;
}
