#include "collect.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "map.h"

/* A folder walk deeper or larger than this is a mistake (a whole disk, a loop of mounts). */
enum { WALK_DEPTH_MAX = 64, WALK_FILES_MAX = 200000 };

static bool word_starts(const char *name, size_t length, const char *word)
{
    return length >= strlen(word) && strncasecmp(name, word, strlen(word)) == 0;
}

bool collect_is_benchmark_path(const char *path)
{
    const char *slash = strrchr(path, '/');

    for (const char *part = path; part && part < slash; part = strchr(part, '/')) {
        size_t length;

        part += *part == '/';
        length = strcspn(part, "/");
        if (word_starts(part, length, "bench") || (length == 4 && word_starts(part, 4, "perf")))
            return true;
    }
    return strcasestr(slash ? slash : path, "bench") != NULL;
}

static enum front_kind kind_of(const char *path)
{
    char head[256];
    enum front_kind kind = front_kind_of(path, NULL, 0);
    const char *name = strrchr(path, '/') ? strrchr(path, '/') : path;
    ssize_t length;
    int fd;

    if (kind != FRONT_NOT_SOURCE || strchr(name, '.'))
        return kind;
    fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return kind;
    length = read(fd, head, sizeof head);
    close(fd);
    return length > 0 ? front_kind_of(path, head, (size_t)length) : kind;
}

static void add_file(const char *path, bool named, const struct config *config,
                     struct arena *arena, struct source_files *files)
{
    struct source_file file = {.named = named, .kind = kind_of(path)};

    if (file.kind == FRONT_NOT_SOURCE && !named)
        return;
    if (!named && config_matches(config, &config->exclude, path))
        return;
    file.path = arena_strdup(arena, path);
    if (map_put(files->seen, file.path, files))
        return;
    file.is_benchmark =
        collect_is_benchmark_path(path) || config_matches(config, &config->benchmarks, path);
    *VEC_ADD(arena, &files->list) = file;
}

static bool is_left_out(const char *name, size_t length)
{
    static const char *const names[] = {"build", "node_modules", "third_party", "vendor",
                                        "__pycache__"};

    if (name[0] == '.')
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i]) == length && memcmp(name, names[i], length) == 0)
            return true;
    }
    return false;
}

bool collect_leaves_out(const char *path)
{
    for (size_t length; (length = strcspn(path, "/")), path[length]; path += length + 1) {
        if (is_left_out(path, length))
            return true;
    }
    return path[0] == '.';
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void walk(char *directory, const struct config *config, struct arena *arena,
                 struct source_files *files, struct diags *diags)
{
    char *roots[] = {directory, NULL};
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
    size_t before = files->list.count;
    FTSENT *entry;

    while (tree && (entry = fts_read(tree))) {
        if (entry->fts_info == FTS_D && entry->fts_level > 0 &&
            (is_left_out(entry->fts_name, entry->fts_namelen) ||
             entry->fts_level > WALK_DEPTH_MAX))
            fts_set(tree, entry, FTS_SKIP);
        else if (entry->fts_info == FTS_F)
            add_file(entry->fts_path, false, config, arena, files);
        else if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR)
            diag_add(diags, DIAG_ERROR, entry->fts_path, 0, 0, "%s", strerror(entry->fts_errno));
        if (files->list.count - before > WALK_FILES_MAX) {
            diag_add(diags, DIAG_ERROR, directory, 0, 0,
                     "more than %d source files; the rest was not analysed", WALK_FILES_MAX);
            break;
        }
    }
    if (tree)
        fts_close(tree);
    else
        diag_add(diags, DIAG_ERROR, directory, 0, 0, "%s", strerror(errno));
    if (files->list.count == before)
        diag_add(diags, DIAG_WARNING, directory, 0, 0, "no C, C++ or Python source in this folder");
}

static char *without_trailing_slashes(const char *path, struct arena *arena)
{
    char *copy = arena_strdup(arena, path);
    size_t length = strlen(copy);

    while (length > 1 && copy[length - 1] == '/')
        copy[--length] = '\0';
    return copy;
}

void collect_sources(char *const *operands, size_t count, const struct config *config,
                     struct arena *arena, struct source_files *files, struct diags *diags)
{
    files->seen = map_new();
    for (size_t i = 0; i < count; i++) {
        char *path = without_trailing_slashes(operands[i], arena);
        struct stat status;

        if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
            walk(path, config, arena, files, diags);
        else
            add_file(path, true, config, arena, files);
    }
    map_free(files->seen);
    files->seen = NULL;
}
