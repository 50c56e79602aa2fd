#include "sift.h"

#include <stdlib.h>
#include <string.h>

#include "prefilter.h"

struct sieve {
    const struct analysis *analysis;
    struct arena *arena;
    struct prefilter *words[FRONT_PYTHON + 1]; /* made when first needed */
};

bool sift_needs_words(const struct analysis *analysis, const struct source_file *file)
{
    return analysis->dump == DUMP_NOTHING && !file->named && !file->is_benchmark;
}

/* The words of a model, and what a suppression begins with: suppressions are checked too. */
static const struct prefilter *words_of(struct sieve *sieve, enum front_kind kind)
{
    VEC(const char *) words = {0};
    const char *const *known;

    if (sieve->words[kind])
        return sieve->words[kind];
    known = model_prefilter(sieve->analysis->model, analyse_language(kind));
    for (; *known; known++)
        *VEC_ADD(sieve->arena, &words) = *known;
    *VEC_ADD(sieve->arena, &words) = "benchlint:";
    *VEC_ADD(sieve->arena, &words) = NULL;
    return sieve->words[kind] = prefilter_new(words.items, sieve->arena);
}

/* Whether the result is known without an analysis. */
static bool settle(struct sieve *sieve, const struct source_file *file,
                   struct file_result *result)
{
    size_t length = 0;
    char *source = analyse_read(file, &length, result, sieve->arena);
    bool settled = !source || (sift_needs_words(sieve->analysis, file) &&
                               !prefilter_finds(words_of(sieve, file->kind), source, length));

    free(source);
    return settled;
}

struct sifted sift_files(const struct analysis *analysis, const struct source_file *files,
                         size_t count, struct file_result *results, struct arena *arena)
{
    struct sieve sieve = {.analysis = analysis, .arena = arena};
    struct sifted left = {.files = ARENA_ARRAY(arena, struct source_file, count),
                          .places = ARENA_ARRAY(arena, size_t, count)};

    for (size_t i = 0; i < count; i++) {
        if (settle(&sieve, &files[i], &results[i]))
            continue;
        left.files[left.count] = files[i];
        left.places[left.count++] = i;
    }
    return left;
}
