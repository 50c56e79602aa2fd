#include "gather.h"

#include <string.h>

#include "map.h"

struct gathering {
    struct lint_result *result;
    struct map *places; /* path -> its place in the list, from 1 */
    struct arena *arena;
};

static size_t count_headers(const struct lint_result *result)
{
    size_t count = 0;

    for (size_t i = 0; i < result->file_count; i++)
        count += result->files[i].header_count;
    return count;
}

static struct file_result *find(const struct gathering *gathering, const char *path)
{
    uintptr_t place = (uintptr_t)map_get(gathering->places, path);

    return place ? &gathering->result->files[place - 1] : NULL;
}

static void note_place(struct gathering *gathering, size_t i)
{
    map_put(gathering->places, gathering->result->files[i].path, (void *)(uintptr_t)(i + 1));
}

/* A header that stands alone may lack what its includers have before it. */
static void merge(struct gathering *gathering, struct file_result *into,
                  const struct file_result *header)
{
    size_t count = into->finding_count + header->finding_count;
    struct finding *findings = ARENA_ARRAY(gathering->arena, struct finding, count + 1);

    if (into->finding_count > 0)
        memcpy(findings, into->findings, into->finding_count * sizeof *findings);
    if (header->finding_count > 0)
        memcpy(findings + into->finding_count, header->findings,
               header->finding_count * sizeof *findings);
    if (into->status != FILE_ANALYSED && header->status == FILE_ANALYSED) {
        into->status = FILE_ANALYSED;
        into->reason = NULL;
    }
    if (into->regions < header->regions)
        into->regions = header->regions;
    into->findings = findings;
    into->finding_count = finding_sort(findings, count);
    finding_fingerprint(findings, into->finding_count, gathering->arena);
}

/* Room for `more` files behind those that are there. */
static void make_room(struct gathering *gathering, size_t more)
{
    struct lint_result *result = gathering->result;
    struct file_result *files =
        ARENA_ARRAY(gathering->arena, struct file_result, result->file_count + more);

    memcpy(files, result->files, result->file_count * sizeof *files);
    result->files = files;
}

static void gather(struct gathering *gathering, const struct file_result *header)
{
    struct file_result *known = find(gathering, header->path);

    if (known) {
        merge(gathering, known, header);
    } else if (header->finding_count > 0) {
        gathering->result->files[gathering->result->file_count] = *header;
        note_place(gathering, gathering->result->file_count++);
    }
}

void gather_headers(struct lint_result *result, const struct config *config, struct arena *arena)
{
    struct gathering gathering = {.result = result, .arena = arena};
    size_t count = result->file_count, headers = count_headers(result);

    if (headers == 0)
        return;
    make_room(&gathering, headers);
    gathering.places = map_new();
    for (size_t i = 0; i < count; i++)
        note_place(&gathering, i);
    for (size_t i = 0; i < count; i++) {
        const struct file_result *file = &result->files[i];

        for (size_t h = 0; h < file->header_count; h++) {
            if (!config_matches(config, &config->exclude, file->headers[h].path))
                gather(&gathering, &file->headers[h]);
        }
    }
    map_free(gathering.places);
}
