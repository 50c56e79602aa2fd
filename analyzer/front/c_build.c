#include "c_build.h"

#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cmake_cache.h"
#include "file.h"
#include "str.h"

/* Larger than any that a benchmark's project has. */
enum { DATABASE_BYTES_MAX = 64 << 20 };

struct search {
    struct arena *arena;
    const char *file; /* its name, which the database must have; NULL: any database will do */
    const char *first, *best;
};

/* Whether the name stands at the end of a string of the database.  Where it does not, a build of
 * something else, as of the tests alone, would be asked what it cannot know. */
static bool has_name(const struct search *search, const char *database)
{
    struct err err = {0};
    size_t length = 0;
    char *text = file_read(database, DATABASE_BYTES_MAX, &length, &err);
    bool found = text && strstr(text, arena_printf(search->arena, "/%s\"", search->file));

    free(text);
    return found;
}

static void look_at(struct search *search, const char *folder)
{
    const char *database = arena_printf(search->arena, "%s/compile_commands.json", folder), *type;
    struct stat status;

    if (stat(database, &status) != 0 || !S_ISREG(status.st_mode) ||
        (search->file && !has_name(search, database)))
        return;
    folder = arena_strdup(search->arena, folder);
    if (!search->first)
        search->first = folder;
    type = cmake_build_type(folder, search->arena);
    if (!search->best && type && (str_starts(type, "Rel") || str_starts(type, "MinSize")))
        search->best = folder;
}

static void look_in(struct search *search, const char *pattern)
{
    glob_t matches;

    if (glob(pattern, GLOB_ONLYDIR, NULL, &matches) != 0)
        return;
    for (size_t i = 0; i < matches.gl_pathc && !search->best; i++)
        look_at(search, matches.gl_pathv[i]);
    globfree(&matches);
}

const char *c_build_folder(const char *parent, const char *file, struct arena *arena)
{
    /* What people, CMake's presets, CLion and Visual Studio call them. */
    static const char *const patterns[] = {"*build*", "*build*/*", "out/build/*"};
    struct search search = {.arena = arena};

    look_at(&search, parent);
    search.file = file;
    for (size_t i = 0; file && i < sizeof patterns / sizeof *patterns && !search.first; i++)
        look_in(&search, arena_printf(arena, "%s/%s", parent, patterns[i]));
    return search.best ? search.best : search.first;
}
