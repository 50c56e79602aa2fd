#include "c_headers.h"

#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "str.h"

/* A project with more entries is not walked to its end; the Linux kernel has 80,000 files. */
enum { ENTRIES_MAX = 100000, PARENTS_MAX = 5 };

struct c_headers {
    struct arena arena;
    VEC(const char *) paths;
};

static bool exists(const char *folder, const char *name)
{
    struct strbuf path = {0};
    bool found;

    strbuf_printf(&path, "%s/%s", folder, name);
    found = access(strbuf_text(&path), F_OK) == 0;
    strbuf_release(&path);
    return found;
}

static bool is_project(const char *folder)
{
    static const char *const marks[] = {
        "CMakeLists.txt", "Makefile", "meson.build", "configure.ac", "README.md",
        "README",         "LICENSE",  "COPYING",     "setup.py",     "BUILD.bazel"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (exists(folder, marks[i]))
            return true;
    }
    return false;
}

/* malloc'ed; NULL when the file stands in no project. */
static char *project_root(const char *path)
{
    char *folder = realpath(path, NULL), *root = NULL;

    for (int i = 0; folder && i < PARENTS_MAX; i++) {
        char *slash = strrchr(folder, '/');

        if (!slash || slash == folder)
            break;
        *slash = '\0';
        if (exists(folder, ".git") || is_project(folder)) {
            free(root);
            root = strdup(folder);
        }
        if (exists(folder, ".git"))
            break;
    }
    free(folder);
    return root;
}

char *c_headers_project(const char *path)
{
    char *root = project_root(path);
    size_t length = root ? strlen(root) : 0;
    char *folder = root ? realloc(root, length + 2) : NULL;

    if (folder)
        memcpy(folder + length, "/", 2);
    else
        free(root);
    return folder;
}

bool c_headers_is_name(const char *name)
{
    static const char *const endings[] = {".h",   ".hh",  ".hpp", ".hxx",
                                          ".inc", ".ipp", ".cuh", ".inl"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (str_ends(name, endings[i]))
            return true;
    }
    return false;
}

struct c_headers *c_headers_open(const char *path)
{
    char *root = project_root(path);
    char *roots[] = {root, NULL};
    FTS *tree = root ? fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR | FTS_NOSTAT, NULL) : NULL;
    struct c_headers *headers = tree ? calloc(1, sizeof *headers) : NULL;
    FTSENT *entry;

    for (size_t count = 0; headers && count < ENTRIES_MAX && (entry = fts_read(tree)); count++) {
        if (entry->fts_info == FTS_D && entry->fts_level > 0 && entry->fts_name[0] == '.')
            fts_set(tree, entry, FTS_SKIP);
        else if (entry->fts_info != FTS_D && entry->fts_info != FTS_DP &&
                 c_headers_is_name(entry->fts_name))
            *VEC_ADD(&headers->arena, &headers->paths) =
                arena_strdup(&headers->arena, entry->fts_path);
    }
    if (tree)
        fts_close(tree);
    free(root);
    return headers;
}

void c_headers_free(struct c_headers *headers)
{
    if (headers)
        arena_release(&headers->arena);
    free(headers);
}

static size_t common_prefix(const char *a, const char *b)
{
    size_t length = 0;

    while (a[length] && a[length] == b[length])
        length++;
    return length;
}

/* "../src/x.h" is looked for as "src/x.h". */
static const char *without_parents(const char *name)
{
    while (str_starts(name, "../") || str_starts(name, "./"))
        name = strchr(name, '/') + 1;
    return name;
}

const char *c_headers_folder(const struct c_headers *headers, const char *name, const char *path,
                             struct arena *arena)
{
    const char *best = NULL;
    size_t best_prefix = 0, length;

    name = without_parents(name);
    length = strlen(name);
    for (size_t i = 0; i < headers->paths.count; i++) {
        const char *candidate = headers->paths.items[i];
        size_t size = strlen(candidate), prefix;

        if (size <= length || candidate[size - length - 1] != '/' ||
            strcmp(candidate + size - length, name) != 0)
            continue;
        prefix = common_prefix(candidate, path);
        if (!best || prefix > best_prefix || (prefix == best_prefix && size < strlen(best))) {
            best = candidate;
            best_prefix = prefix;
        }
    }
    return best ? arena_copy(arena, best, strlen(best) - length - 1) : NULL;
}
