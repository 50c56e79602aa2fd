#include "sift.h"

#include <stdlib.h>
#include <string.h>

struct sieve {
    const struct analysis *analysis;
    struct cache *cache;
    size_t cached;
    struct arena *arena;
    const struct prefilter *words[FRONT_KIND_COUNT]; /* made when first needed */
};

bool sift_needs_words(const struct analysis *analysis, const struct source_file *file)
{
    return analysis->dump == DUMP_NOTHING && !file->named && !file->is_benchmark;
}

const struct prefilter *sift_words(const struct model *model, enum front_kind kind,
                                   struct arena *arena)
{
    VEC(const char *) words = {0};

    for (const char *const *known = model_prefilter(model, analyse_language(kind)); *known; known++)
        *VEC_ADD(arena, &words) = *known;
    *VEC_ADD(arena, &words) = "benchlint:";
    *VEC_ADD(arena, &words) = NULL;
    return prefilter_new(words.items, arena);
}

static const struct prefilter *words_of(struct sieve *sieve, enum front_kind kind)
{
    if (!sieve->words[kind])
        sieve->words[kind] = sift_words(sieve->analysis->model, kind, sieve->arena);
    return sieve->words[kind];
}

static struct cache_key key_of(struct sieve *sieve, const struct source_file *file,
                               const char *source, size_t length)
{
    struct pyversion python = analyse_python(sieve->analysis, file, sieve->arena);
    const char *about =
        arena_printf(sieve->arena, "%d %d %d %d %d %s\n%s", (int)file->kind, file->named,
                     file->is_benchmark, python.low, python.high,
                     python.source ? python.source : "", file->path);

    return cache_key_of(sieve->cache, about, source, length);
}

/* Whether the result is known without an analysis; if not, *key is that of the file. */
static bool settle(struct sieve *sieve, const struct source_file *file,
                   struct file_result *result, struct cache_key *key)
{
    size_t length = 0;
    char *source = analyse_read(file, &length, result, sieve->arena);
    bool settled = !source || (sift_needs_words(sieve->analysis, file) &&
                               !prefilter_finds(words_of(sieve, file->kind), source, length));

    if (!settled && sieve->cache) {
        *key = key_of(sieve, file, source, length);
        settled = cache_find(sieve->cache, key, result, sieve->arena);
        sieve->cached += settled;
    }
    free(source);
    return settled;
}

struct sifted sift_files(const struct analysis *analysis, struct cache *cache,
                         const struct source_file *files, size_t count,
                         struct file_result *results, struct arena *arena)
{
    struct sieve sieve = {.analysis = analysis, .cache = cache, .arena = arena};
    struct sifted left = {.files = ARENA_ARRAY(arena, struct source_file, count),
                          .places = ARENA_ARRAY(arena, size_t, count),
                          .keys = ARENA_ARRAY(arena, struct cache_key, count)};

    for (size_t i = 0; i < count; i++) {
        if (settle(&sieve, &files[i], &results[i], &left.keys[left.count]))
            continue;
        left.files[left.count] = files[i];
        left.places[left.count++] = i;
    }
    left.cached = sieve.cached;
    return left;
}
