/* Whether a text contains one of some words, in one pass over the text: most files of a folder are
 * no benchmarks, and are left out before anything is parsed. */
#ifndef ANALYZER_PREFILTER_H
#define ANALYZER_PREFILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

struct prefilter;

/* `words` ends with NULL and must live as long, as must `arena`, which holds the result. */
struct prefilter *prefilter_new(const char *const *words, struct arena *arena);
/* `text` is NUL-terminated after `length` bytes and contains no other NUL. */
bool prefilter_finds(const struct prefilter *prefilter, const char *text, size_t length);
/* The same, but where the word begins with a letter or digit, none stands before it. */
bool prefilter_finds_whole(const struct prefilter *prefilter, const char *text, size_t length);

#endif
