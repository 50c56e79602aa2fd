#include "cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <xxhash.h>

#include "file.h"
#include "map.h"
#include "str.h"

/* One entry, one input, and all entries together; usual entries have 1 to 10 KB. */
enum { ENTRY_BYTES_MAX = 4 << 20, INPUT_BYTES_MAX = 64 << 20, CACHE_BYTES_MAX = 64 << 20 };
enum { KEY_DIGITS = 32 };

struct cache {
    struct arena arena;
    const char *directory;
    struct timespec started;
    struct strbuf heeded;
    struct map *hashes; /* of files, by path: a header is read once for all its includers */
    bool grew;
};

/* --- opening ------------------------------------------------------------------------------- */

static const char *default_directory(struct arena *arena)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

    if (cache && cache[0] == '/')
        return arena_printf(arena, "%s/benchlint", cache);
    return home && home[0] == '/' ? arena_printf(arena, "%s/.cache/benchlint", home) : NULL;
}

static int make_folders(const char *path, struct arena *arena, struct err *err)
{
    char *copy = arena_strdup(arena, path);

    for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(copy, 0700); /* whether it worked, the last one shows */
        *slash = '/';
    }
    if (mkdir(copy, 0700) != 0 && errno != EEXIST)
        return err_errno(err, "%s", path);
    return access(path, R_OK | W_OK | X_OK) == 0 ? 0 : err_errno(err, "%s", path);
}

struct cache *cache_open(const char *directory, struct err *err)
{
    struct arena arena = {0};
    struct cache *cache = ARENA_NEW(&arena, struct cache);

    cache->arena = arena;
    cache->hashes = map_new();
    clock_gettime(CLOCK_REALTIME, &cache->started);
    cache->directory = directory ? arena_strdup(&cache->arena, directory)
                                 : default_directory(&cache->arena);
    if (!cache->directory)
        err_set(err, "there is no folder for the cache: HOME is not set");
    else if (make_folders(cache->directory, &cache->arena, err) == 0)
        return cache;
    cache_close(cache);
    return NULL;
}

/* --- hashes -------------------------------------------------------------------------------- */

static const char *hash_text(struct arena *arena, const void *bytes, size_t length)
{
    XXH128_hash_t hash = XXH3_128bits(bytes, length);

    return arena_printf(arena, "%016llx%016llx", (unsigned long long)hash.high64,
                        (unsigned long long)hash.low64);
}

/* "" for a file that cannot be read. */
static const char *hash_of(struct cache *cache, const char *path)
{
    const char *known = map_get(cache->hashes, path);
    size_t length = 0;
    char *text;

    if (known)
        return known;
    text = file_read(path, INPUT_BYTES_MAX, &length, NULL);
    known = text ? hash_text(&cache->arena, text, length) : "";
    map_put(cache->hashes, path, (void *)(uintptr_t)known);
    free(text);
    return known;
}

void cache_heed(struct cache *cache, const char *name, const char *text)
{
    strbuf_printf(&cache->heeded, "%s %zu %s\n", name, text ? strlen(text) + 1 : 0,
                  text ? text : "");
}

void cache_heed_file(struct cache *cache, const char *path)
{
    cache_heed(cache, path, hash_of(cache, path));
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* What shows without reading a file that it has been written since. */
static const char *stamp(struct arena *arena, const struct stat *status)
{
    return arena_printf(arena, "%lld %lld.%09ld %lld", (long long)status->st_size,
                        (long long)status->st_mtim.tv_sec, status->st_mtim.tv_nsec,
                        (long long)status->st_ino);
}

void cache_heed_written(struct cache *cache, const char *path)
{
    struct stat status = {0};

    stat(path, &status);
    cache_heed(cache, path, stamp(&cache->arena, &status));
}

void cache_heed_folder(struct cache *cache, const char *path)
{
    char *roots[] = {arena_strdup(&cache->arena, path), NULL};
    FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    FTSENT *entry;

    while (tree && (entry = fts_read(tree))) {
        if (entry->fts_info == FTS_F && str_ends(entry->fts_name, ".yaml"))
            cache_heed(cache, entry->fts_path, stamp(&cache->arena, entry->fts_statp));
    }
    if (tree)
        fts_close(tree);
}

struct cache_key cache_key_of(const struct cache *cache, const char *about, const char *source,
                              size_t length)
{
    struct arena scratch = {0};
    struct cache_key key = {0};
    const char *const parts[] = {
        hash_text(&scratch, cache->heeded.text, cache->heeded.length), about,
        hash_text(&scratch, source, length)};
    const char *whole = arena_printf(&scratch, "%s\n%s\n%s", parts[0], parts[1], parts[2]);

    memcpy(key.text, hash_text(&scratch, whole, strlen(whole)), KEY_DIGITS);
    arena_release(&scratch);
    return key;
}

/* --- entries ------------------------------------------------------------------------------- */

/* An entry is a line with the hash of the rest, and the rest: JSON. */
static const char *entry_path(struct cache *cache, const struct cache_key *key,
                              struct arena *scratch)
{
    return arena_printf(scratch, "%s/%s.json", cache->directory, key->text);
}

static json_t *read_entry(const char *path, struct arena *scratch)
{
    size_t length = 0;
    char *text = file_read(path, ENTRY_BYTES_MAX, &length, NULL);
    json_t *entry = NULL;

    if (text && length > KEY_DIGITS + 1) {
        const char *rest = text + KEY_DIGITS + 1;
        size_t rest_length = length - KEY_DIGITS - 1;

        if (memcmp(text, hash_text(scratch, rest, rest_length), KEY_DIGITS) == 0)
            entry = json_loadb(rest, rest_length, 0, NULL);
    }
    free(text);
    return entry;
}

/* Most headers were not written since: those need not be read. */
static bool input_holds(struct cache *cache, const char *path, const json_t *input)
{
    const char *written = json_string_value(json_array_get(input, 0));
    const char *hash = json_string_value(json_array_get(input, 1));
    struct stat status;

    if (json_is_null(input)) /* it was looked for in vain */
        return stat(path, &status) != 0;
    if (!written || !hash || stat(path, &status) != 0)
        return false;
    return strcmp(stamp(&cache->arena, &status), written) == 0 ||
           strcmp(hash_of(cache, path), hash) == 0;
}

static bool inputs_hold(struct cache *cache, const json_t *inputs)
{
    const char *path;
    json_t *input;

    json_object_foreach((json_t *)(uintptr_t)inputs, path, input) {
        if (!input_holds(cache, path, input))
            return false;
    }
    return json_is_object(inputs);
}

bool cache_find(struct cache *cache, const struct cache_key *key, struct file_result *result,
                struct arena *arena)
{
    struct arena scratch = {0};
    json_t *entry = read_entry(entry_path(cache, key, &scratch), &scratch);
    bool found = entry && inputs_hold(cache, json_object_get(entry, "inputs")) &&
                 finding_file_from_json(json_object_get(entry, "result"), result, arena, NULL) == 0;

    json_decref(entry);
    arena_release(&scratch);
    return found;
}

/* What was changed while this run read it cannot be told apart from what was read. */
static bool is_older(const struct cache *cache, const struct stat *status)
{
    return status->st_mtim.tv_sec < cache->started.tv_sec ||
           (status->st_mtim.tv_sec == cache->started.tv_sec &&
            status->st_mtim.tv_nsec < cache->started.tv_nsec);
}

/* How an input was when it was read; null for a file that is not there; NULL when nobody knows. */
static json_t *input_of(struct cache *cache, const char *path)
{
    struct stat status;
    const char *hash;

    if (stat(path, &status) != 0)
        return errno == ENOENT || errno == ENOTDIR ? json_null() : NULL;
    hash = hash_of(cache, path);
    return *hash && is_older(cache, &status)
               ? json_pack("[ss]", stamp(&cache->arena, &status), hash)
               : NULL;
}

static json_t *hash_inputs(struct cache *cache, const struct file_result *result)
{
    json_t *inputs = json_object();

    for (size_t i = 0; i < result->include_count; i++) {
        json_t *input = input_of(cache, result->includes[i]);

        if (!input) {
            json_decref(inputs);
            return NULL;
        }
        json_object_set_new(inputs, result->includes[i], input);
    }
    return inputs;
}

static void write_entry(const char *path, const json_t *entry, struct arena *scratch)
{
    struct output output = {0};
    char *text = json_dumps(entry, JSON_COMPACT);

    if (text && strlen(text) < ENTRY_BYTES_MAX - KEY_DIGITS - 1 &&
        output_open(&output, path, NULL) == 0) {
        fprintf(output.stream, "%s\n%s", hash_text(scratch, text, strlen(text)), text);
        output_close(&output, NULL);
    }
    free(text);
}

void cache_store(struct cache *cache, const struct cache_key *key,
                 const struct file_result *result)
{
    struct arena scratch = {0};
    json_t *entry = NULL, *inputs;
    struct stat status;

    if (result->status != FILE_ANALYSED || stat(result->path, &status) != 0 ||
        !is_older(cache, &status))
        return;
    inputs = hash_inputs(cache, result);
    if (inputs)
        entry = json_pack("{soso}", "inputs", inputs, "result", finding_file_to_json(result));
    if (entry) {
        write_entry(entry_path(cache, key, &scratch), entry, &scratch);
        cache->grew = true;
    }
    json_decref(entry);
    arena_release(&scratch);
}

/* --- bounding ------------------------------------------------------------------------------ */

struct kept {
    const char *path;
    struct timespec written;
    off_t size;
};

static int by_age(const void *left, const void *right)
{
    const struct kept *a = left, *b = right;

    if (a->written.tv_sec != b->written.tv_sec)
        return a->written.tv_sec < b->written.tv_sec ? -1 : 1;
    return a->written.tv_nsec < b->written.tv_nsec ? -1 : a->written.tv_nsec > b->written.tv_nsec;
}

/* Other files of the folder are none of our business. */
static bool is_entry(const char *name)
{
    return strspn(name, "0123456789abcdef") == KEY_DIGITS &&
           str_starts(name + KEY_DIGITS, ".json");
}

static void trim(struct cache *cache)
{
    VEC(struct kept) entries = {0};
    DIR *folder = opendir(cache->directory);
    const struct dirent *item;
    struct stat status;
    off_t total = 0;

    while (folder && (item = readdir(folder))) {
        const char *path;

        if (!is_entry(item->d_name))
            continue;
        path = arena_printf(&cache->arena, "%s/%s", cache->directory, item->d_name);
        if (stat(path, &status) != 0)
            continue;
        *VEC_ADD(&cache->arena, &entries) = (struct kept){path, status.st_mtim, status.st_size};
        total += status.st_size;
    }
    if (folder)
        closedir(folder);
    if (total <= CACHE_BYTES_MAX)
        return;
    qsort(entries.items, entries.count, sizeof *entries.items, by_age);
    for (size_t i = 0; i < entries.count && total > CACHE_BYTES_MAX / 2; i++) {
        unlink(entries.items[i].path);
        total -= entries.items[i].size;
    }
}

void cache_close(struct cache *cache)
{
    struct arena arena;

    if (!cache)
        return;
    if (cache->grew)
        trim(cache);
    map_free(cache->hashes);
    strbuf_release(&cache->heeded);
    arena = cache->arena;
    arena_release(&arena);
}
