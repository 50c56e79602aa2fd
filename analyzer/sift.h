/* Which files must be analysed: those that cannot be read, those in which nothing can be measured,
 * and those whose result the cache knows, get their results here, without a worker. */
#ifndef ANALYZER_SIFT_H
#define ANALYZER_SIFT_H

#include "analyse.h"
#include "cache.h"

/* What is left to analyse: files[i] belongs to results[places[i]]. */
struct sifted {
    struct source_file *files;
    size_t *places;
    struct cache_key *keys; /* under which its result is to be kept */
    size_t count, cached;   /* cached: files whose result the cache knew */
};

/* Whether a file is looked through for the words of a model at all: what the user named, and what
 * lies where benchmarks lie, is analysed anyway. */
bool sift_needs_words(const struct analysis *analysis, const struct source_file *file);

/* The words of the models of a kind of file, without one of which nothing is measured in it, and
 * what a suppression begins with: suppressions are checked too.  In `arena`. */
const struct prefilter *sift_words(const struct model *model, enum front_kind kind,
                                   struct arena *arena);

/* Fills results[i] of each file that need not be analysed.  analysis->model is used for files for
 * which sift_needs_words; `cache` may be NULL.  The result is in `arena`. */
struct sifted sift_files(const struct analysis *analysis, struct cache *cache,
                         const struct source_file *files, size_t count,
                         struct file_result *results, struct arena *arena);

#endif
