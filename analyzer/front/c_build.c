#include "c_build.h"

#include <glob.h>
#include <string.h>
#include <sys/stat.h>

#include "cmake_cache.h"
#include "str.h"

struct search {
    struct arena *arena;
    const char *first, *best;
};

static void look_at(struct search *search, const char *folder)
{
    const char *type;
    struct stat status;

    if (stat(arena_printf(search->arena, "%s/compile_commands.json", folder), &status) != 0 ||
        !S_ISREG(status.st_mode))
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

const char *c_build_folder(const char *parent, bool below, struct arena *arena)
{
    /* What people, CMake's presets, CLion and Visual Studio call them. */
    static const char *const patterns[] = {"*build*", "*build*/*", "out/build/*"};
    struct search search = {.arena = arena};

    look_at(&search, parent);
    for (size_t i = 0; below && i < sizeof patterns / sizeof *patterns && !search.first; i++)
        look_in(&search, arena_printf(arena, "%s/%s", parent, patterns[i]));
    return search.best ? search.best : search.first;
}
