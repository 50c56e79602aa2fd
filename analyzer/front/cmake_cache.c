/* https://cmake.org/cmake/help/latest/manual/cmake.1.html: an entry is a line KEY:TYPE=VALUE. */
#include "cmake_cache.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "str.h"

enum { LINE_SIZE = 512 }; /* longer lines hold lists of flags, none of which is asked for */

/* The value, if this is the entry of the key. */
static const char *value_of(const char *line, const char *key)
{
    size_t length = strlen(key);

    if (strncmp(line, key, length) != 0 || line[length] != ':')
        return NULL;
    line = strchr(line, '=');
    return line ? line + 1 : NULL;
}

static const char *read_type(FILE *cache, struct arena *arena)
{
    char line[LINE_SIZE];
    const char *found = NULL;

    while (fgets(line, sizeof line, cache)) {
        const char *value;

        line[strcspn(line, "\r\n")] = '\0';
        if (value_of(line, "CMAKE_CONFIGURATION_TYPES"))
            return NULL;
        value = value_of(line, "CMAKE_BUILD_TYPE");
        if (value)
            found = arena_strdup(arena, value);
    }
    return found;
}

const char *cmake_build_type(const char *folder, struct arena *arena)
{
    struct strbuf path = {0};
    const char *found = NULL;
    struct stat status;
    FILE *cache = NULL;

    strbuf_printf(&path, "%s/CMakeCache.txt", folder);
    if (stat(strbuf_text(&path), &status) == 0 && S_ISREG(status.st_mode))
        cache = fopen(strbuf_text(&path), "re");
    if (cache) {
        found = read_type(cache, arena);
        fclose(cache);
    }
    strbuf_release(&path);
    return found;
}
