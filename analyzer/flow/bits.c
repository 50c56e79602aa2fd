#include "bits.h"

size_t bits_words(size_t numbers)
{
    return numbers / 64 + 1;
}

uint64_t *bits_new(struct arena *arena, size_t words)
{
    return ARENA_ARRAY(arena, uint64_t, words);
}

bool bits_has(const uint64_t *set, size_t number)
{
    return set[number / 64] >> (number % 64) & 1;
}

bool bits_add(uint64_t *set, size_t number)
{
    uint64_t bit = UINT64_C(1) << (number % 64);
    bool grown = !(set[number / 64] & bit);

    set[number / 64] |= bit;
    return grown;
}

bool bits_join(uint64_t *into, const uint64_t *from, size_t words)
{
    bool grown = false;

    for (size_t i = 0; i < words; i++) {
        grown |= (from[i] & ~into[i]) != 0;
        into[i] |= from[i];
    }
    return grown;
}

bool bits_meet(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (a[i] & b[i])
            return true;
    return false;
}

bool bits_empty(const uint64_t *set, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (set[i])
            return false;
    return true;
}

size_t bits_next(const uint64_t *set, size_t words, size_t from)
{
    size_t word = from / 64;
    uint64_t rest;

    if (word >= words)
        return SIZE_MAX;
    rest = set[word] & (UINT64_MAX << (from % 64));
    while (!rest) {
        if (++word == words)
            return SIZE_MAX;
        rest = set[word];
    }
    return word * 64 + (size_t)__builtin_ctzll(rest); /* no portable form in C11 */
}
