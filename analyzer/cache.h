/* Results of earlier runs, so that a file of which nothing changed is not parsed again.
 *
 * An entry is named by a hash of all that is known before parsing: the program, the rules and
 * models, the options, the file's path and text.  It holds the result, and for each header that was
 * read when it was written and a hash, one of which must still be right.  Not noticed are a new
 * header that an include would now find first, and another version of libclang.  Only complete
 * results are kept: what was missing may have been installed since. */
#ifndef ANALYZER_CACHE_H
#define ANALYZER_CACHE_H

#include <stdbool.h>

#include "arena.h"
#include "err.h"
#include "finding.h"

struct cache;

struct cache_key {
    char text[33]; /* hexadecimal digits */
};

/* The cache in a folder, which is made when it is missing; NULL: $XDG_CACHE_HOME/benchlint or
 * ~/.cache/benchlint.  NULL with a message when it cannot be made. */
struct cache *cache_open(const char *directory, struct err *err);
/* Removes the oldest entries when there are too many, and frees.  Accepts NULL. */
void cache_close(struct cache *cache);

/* What holds for all files of this run and decides on their results: a text (may be NULL), a file's
 * content, or when and how large a file, or each *.yaml below a folder, was written. */
void cache_heed(struct cache *cache, const char *name, const char *text);
void cache_heed_file(struct cache *cache, const char *path);
void cache_heed_written(struct cache *cache, const char *path);
void cache_heed_folder(struct cache *cache, const char *path);

/* `about`: what else decides on this file's result, its path among it. */
struct cache_key cache_key_of(const struct cache *cache, const char *about, const char *source,
                              size_t length);
/* The result of an earlier run, in `arena`; false when there is none that still holds. */
bool cache_find(struct cache *cache, const struct cache_key *key, struct file_result *result,
                struct arena *arena);
/* Keeps a result.  That it cannot be written does no harm, and is not told. */
void cache_store(struct cache *cache, const struct cache_key *key,
                 const struct file_result *result);

#endif
