#include "prefilter.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

/* Which pairs of bytes some word begins with: one bit each, 8 KiB, so that it stays in the first
 * level of the processor's cache.  Few places of a text pass; words are compared only there. */
enum { PAIRS = 1 << 16 };

struct word {
    const char *text;
    size_t length;
    const struct word *next; /* with the same first byte */
};

struct prefilter {
    uint64_t pairs[PAIRS / 64];
    const struct word *words[256]; /* by first byte */
    bool finds_all;                /* there is an empty word */
};

static unsigned pair_of(unsigned char first, unsigned char second)
{
    return (unsigned)first << 8 | second;
}

static void add_pair(struct prefilter *prefilter, unsigned pair)
{
    prefilter->pairs[pair / 64] |= UINT64_C(1) << pair % 64;
}

static void add_word(struct prefilter *prefilter, const char *text, struct arena *arena)
{
    const unsigned char *bytes = (const unsigned char *)text;
    struct word *word = ARENA_NEW(arena, struct word);

    *word = (struct word){text, strlen(text), prefilter->words[bytes[0]]};
    prefilter->words[bytes[0]] = word;
    prefilter->finds_all |= word->length == 0;
    for (unsigned second = 0; word->length == 1 && second < 256; second++)
        add_pair(prefilter, pair_of(bytes[0], (unsigned char)second));
    if (word->length > 1)
        add_pair(prefilter, pair_of(bytes[0], bytes[1]));
}

struct prefilter *prefilter_new(const char *const *words, struct arena *arena)
{
    struct prefilter *prefilter = ARENA_NEW(arena, struct prefilter);

    for (; *words; words++)
        add_word(prefilter, *words, arena);
    return prefilter;
}

static bool stands_at(const struct prefilter *prefilter, const char *at)
{
    const struct word *word = prefilter->words[(unsigned char)*at];

    while (word && strncmp(word->text, at, word->length) != 0)
        word = word->next;
    return word != NULL;
}

/* utime( is no time(; get_time( may be one. */
static bool goes_on(const unsigned char *bytes, size_t at)
{
    return at > 0 && isalnum(bytes[at]) && isalnum(bytes[at - 1]);
}

static bool finds(const struct prefilter *prefilter, const char *text, size_t length, bool whole)
{
    const unsigned char *bytes = (const unsigned char *)text;

    for (size_t i = 0; i < length; i++) { /* the last pair has the terminating NUL */
        unsigned pair = pair_of(bytes[i], bytes[i + 1]);

        if (prefilter->pairs[pair / 64] >> pair % 64 & 1 && stands_at(prefilter, text + i) &&
            !(whole && goes_on(bytes, i)))
            return true;
    }
    return prefilter->finds_all;
}

bool prefilter_finds(const struct prefilter *prefilter, const char *text, size_t length)
{
    return finds(prefilter, text, length, false);
}

bool prefilter_finds_whole(const struct prefilter *prefilter, const char *text, size_t length)
{
    return finds(prefilter, text, length, true);
}
