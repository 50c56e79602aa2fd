/* Sets of small numbers as words of bits; all sets that meet have the same number of words. */
#ifndef ANALYZER_FLOW_BITS_H
#define ANALYZER_FLOW_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

size_t bits_words(size_t numbers);
uint64_t *bits_new(struct arena *arena, size_t words);
bool bits_has(const uint64_t *set, size_t number);
/* Both say whether the set has grown. */
bool bits_add(uint64_t *set, size_t number);
bool bits_join(uint64_t *into, const uint64_t *from, size_t words);
bool bits_meet(const uint64_t *a, const uint64_t *b, size_t words);
bool bits_empty(const uint64_t *set, size_t words);
/* The smallest member that is at least `from`, or SIZE_MAX. */
size_t bits_next(const uint64_t *set, size_t words, size_t from);

#define BITS_EACH(number, set, words)                                                  \
    for (size_t number = bits_next((set), (words), 0); number != SIZE_MAX;             \
         number = bits_next((set), (words), number + 1))

#endif
