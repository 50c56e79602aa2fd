#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "prefilter.h"

static bool finds(const char *const *words, const char *text)
{
    struct arena arena = {0};
    bool found = prefilter_finds(prefilter_new(words, &arena), text, strlen(text));

    arena_release(&arena);
    return found;
}

Test(prefilter, finds_words_wherever_they_stand)
{
    static const char *const words[] = {"clock", "cl_time", "State", "\xc3\xa9t\xc3\xa9", NULL};

    cr_expect(finds(words, "clock"));
    cr_expect(finds(words, "x = clock();\n"));
    cr_expect(finds(words, "the cloclock"), "a beginning of a word before it");
    cr_expect(finds(words, "cl_time"));
    cr_expect(finds(words, "benchmark::State"));
    cr_expect(finds(words, "un \xc3\xa9t\xc3\xa9"));
    cr_expect_not(finds(words, ""));
    cr_expect_not(finds(words, "cloc"), "the text ends within the word");
    cr_expect_not(finds(words, "state Clock cl-time"));
}

static bool finds_whole(const char *text)
{
    static const char *const words[] = {"time(", "rdtsc", ">>", NULL};
    struct arena arena = {0};
    bool found = prefilter_finds_whole(prefilter_new(words, &arena), text, strlen(text));

    arena_release(&arena);
    return found;
}

Test(prefilter, tells_a_word_from_the_end_of_a_longer_one)
{
    cr_expect(finds_whole("time(0)"));
    cr_expect(finds_whole("t = time(0)"));
    cr_expect(finds_whole("get_time()"));
    cr_expect(finds_whole("__rdtsc()"));
    cr_expect(finds_whole("a>>b"));
    cr_expect(finds_whole("utime(), time()"));
    cr_expect_not(finds_whole("utime(path)"));
    cr_expect_not(finds_whole("strftime() and 3time()"));
}

Test(prefilter, takes_short_words)
{
    static const char *const letter[] = {"q", NULL}, *const empty[] = {"", NULL};
    static const char *const none[] = {NULL};

    cr_expect(finds(letter, "q"));
    cr_expect(finds(letter, "a q b"));
    cr_expect_not(finds(letter, "abc"));
    cr_expect(finds(empty, "abc"));
    cr_expect(finds(empty, ""));
    cr_expect_not(finds(none, "abc"));
}

Test(prefilter, agrees_with_the_library)
{
    static const char *const words[] = {"ab", "bba", "caab", NULL};

    srandom(1);
    for (int round = 0; round < 20000; round++) {
        char text[20] = "";
        bool expected = false;

        for (long i = random() % 19; i > 0; i--)
            text[strlen(text)] = (char)('a' + random() % 9 % 4);
        for (const char *const *word = words; *word; word++)
            expected |= strstr(text, *word) != NULL;
        cr_assert_eq(finds(words, text), expected, "%s", text);
    }
}
