#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cache.h"

static char directory[] = "/tmp/cache.XXXXXX";

static void put(const char *name, const char *text)
{
    FILE *stream = fopen(name, "w");
    struct timespec past[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};

    cr_assert(stream, "%s", name);
    fputs(text, stream);
    fclose(stream);
    cr_assert_eq(utimensat(AT_FDCWD, name, past, 0), 0);
}

static void make_folder(void)
{
    cr_assert(mkdtemp(directory));
    cr_assert_eq(chdir(directory), 0);
    put("a.c", "text");
    put("h.h", "header");
}

static void remove_folder(void)
{
    char command[60];

    cr_assert_eq(chdir("/"), 0);
    snprintf(command, sizeof command, "rm -r %s", directory);
    cr_expect_eq(system(command), 0);
}

TestSuite(cache, .init = make_folder, .fini = remove_folder);

static struct cache *open_cache(void)
{
    struct err err = {0};
    struct cache *cache = cache_open("kept/here", &err);

    cr_assert(cache, "%s", err.text);
    return cache;
}

static void store(struct cache *cache, enum file_status status)
{
    static const char *const includes[] = {"h.h"};
    struct file_result result = {.path = "a.c", .language = "c", .status = status, .regions = 3,
                                 .includes = includes, .include_count = 1};
    struct cache_key key = cache_key_of(cache, "a.c", "text", 4);

    cache_store(cache, &key, &result);
}

static bool knows(struct cache *cache, const char *about, const char *text)
{
    struct arena arena = {0};
    struct file_result result = {0};
    struct cache_key key = cache_key_of(cache, about, text, strlen(text));
    bool found = cache_find(cache, &key, &result, &arena);

    cr_expect(!found || result.regions == 3);
    arena_release(&arena);
    return found;
}

Test(cache, finds_what_was_stored_by_all_that_decides)
{
    struct cache *cache = open_cache();

    cache_heed(cache, "option", "on");
    cr_expect_not(knows(cache, "a.c", "text"));
    store(cache, FILE_ANALYSED);
    cr_expect(knows(cache, "a.c", "text"));
    cr_expect_not(knows(cache, "b.c", "text"));
    cr_expect_not(knows(cache, "a.c", "other"));
    cache_heed(cache, "option", "off");
    cr_expect_not(knows(cache, "a.c", "text"));
    cache_close(cache);
}

Test(cache, forgets_with_a_header)
{
    struct cache *cache = open_cache();

    store(cache, FILE_ANALYSED);
    cache_close(cache);
    put("h.h", "another");
    cache = open_cache();
    cr_expect_not(knows(cache, "a.c", "text"));
    cache_close(cache);
    put("h.h", "header");
    cache = open_cache();
    cr_expect(knows(cache, "a.c", "text"));
    cache_close(cache);
}

Test(cache, reads_a_header_that_was_only_touched)
{
    struct timespec times[2] = {{.tv_sec = 5}, {.tv_sec = 5}};
    struct cache *cache = open_cache();

    store(cache, FILE_ANALYSED);
    cr_assert_eq(utimensat(AT_FDCWD, "h.h", times, 0), 0);
    cr_expect(knows(cache, "a.c", "text"));
    cache_close(cache);
}

Test(cache, forgets_when_a_heeded_folder_is_written_to)
{
    struct timespec times[2] = {{.tv_sec = 5}, {.tv_sec = 5}};
    struct cache *cache;

    cr_assert_eq(mkdir("rules", 0700), 0);
    put("rules/one.yaml", "id: 1");
    for (int round = 0; round < 2; round++) {
        cache = open_cache();
        cache_heed_folder(cache, "rules");
        cr_expect_not(knows(cache, "a.c", "text"));
        store(cache, FILE_ANALYSED);
        cr_expect(knows(cache, "a.c", "text"));
        cache_close(cache);
        cr_assert_eq(utimensat(AT_FDCWD, "rules/one.yaml", times, 0), 0);
    }
}

Test(cache, keeps_complete_results_only)
{
    struct cache *cache = open_cache();

    store(cache, FILE_INCOMPLETE);
    store(cache, FILE_FAILED);
    cr_expect_not(knows(cache, "a.c", "text"));
    cache_close(cache);
}

Test(cache, keeps_nothing_that_changed_while_it_was_read)
{
    struct timespec future[2] = {{.tv_sec = time(NULL) + 60}, {.tv_sec = time(NULL) + 60}};
    struct cache *cache = open_cache();

    cr_assert_eq(utimensat(AT_FDCWD, "h.h", future, 0), 0);
    store(cache, FILE_ANALYSED);
    cr_expect_not(knows(cache, "a.c", "text"));
    cache_close(cache);
}

Test(cache, is_bounded_and_leaves_other_files_alone)
{
    struct cache *cache = open_cache();
    char name[80];

    put("kept/here/notes.json", "mine");
    cr_assert_eq(truncate("kept/here/notes.json", 100 << 20), 0);
    for (int i = 0; i < 3; i++) { /* 90 MiB, without taking them from the disk */
        snprintf(name, sizeof name, "kept/here/%032d.json", i);
        put(name, "");
        cr_assert_eq(truncate(name, 30 << 20), 0);
    }
    store(cache, FILE_ANALYSED);
    cache_close(cache);
    cr_expect_eq(access("kept/here/notes.json", F_OK), 0);
    cr_expect_eq(access(name, F_OK), 0, "the newest");
    snprintf(name, sizeof name, "kept/here/%032d.json", 0);
    cr_expect_neq(access(name, F_OK), 0, "the oldest");
    cache = open_cache();
    cr_expect(knows(cache, "a.c", "text"));
    cache_close(cache);
}

Test(cache, says_why_it_cannot_be_opened)
{
    struct err err = {0};

    cr_expect_null(cache_open("a.c/below", &err));
    cr_expect(strstr(err.text, "a.c/below"), "%s", err.text);
}
