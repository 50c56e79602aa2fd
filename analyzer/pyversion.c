#include "pyversion.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"

/* A project file larger than this is not one. */
enum { PROJECT_BYTES_MAX = 1 << 20 };

/* Narrows `version` by one clause such as ">=3.9".  Versions of Python 2 bound nothing. */
static bool apply_clause(const char *operator, int major, int minor, bool has_minor,
                         struct pyversion *version)
{
    bool three = major == 3;

    if (major > 3 || (three && !has_minor && operator[0] == '<'))
        return true; /* <4, <=3: no bound among 3.x */
    if (major < 3)
        return true;
    if (strcmp(operator, ">=") == 0 || strcmp(operator, "~=") == 0 || strcmp(operator, "^") == 0)
        version->low = minor > version->low ? minor : version->low;
    else if (strcmp(operator, ">") == 0)
        version->low = minor + 1 > version->low ? minor + 1 : version->low;
    else if (strcmp(operator, "<") == 0)
        version->high = minor - 1;
    else if (strcmp(operator, "<=") == 0)
        version->high = minor;
    else if (strcmp(operator, "==") == 0 || operator[0] == '\0')
        version->low = version->high = minor;
    else
        return strcmp(operator, "!=") == 0;
    return true;
}

bool pyversion_parse(const char *text, struct pyversion *version)
{
    struct pyversion parsed = {0};
    bool any = false;

    while (*text) {
        char operator[4] = "";
        size_t length = strspn(text += strspn(text, " \t,"), "<>=!~^");
        char *end;
        long major, minor = 0;
        bool has_minor;

        if (!*text)
            break;
        if (length >= sizeof operator)
            return false;
        memcpy(operator, text, length);
        text += length + strspn(text + length, " \t");
        if (!isdigit((unsigned char)*text))
            return false;
        major = strtol(text, &end, 10);
        has_minor = end[0] == '.' && isdigit((unsigned char)end[1]);
        if (has_minor)
            minor = strtol(end + 1, &end, 10);
        if (major > 99 || minor > 99)
            return false;
        end += strspn(end, ".0123456789*"); /* 3.11.2 and 3.11.* are 3.11 to us */
        if (*end && *end != ',' && *end != ' ' && *end != '\t')
            return false;
        if (!apply_clause(operator, (int)major, (int)minor, has_minor, &parsed))
            return false;
        any = true;
        text = end;
    }
    if (any)
        *version = parsed;
    return any;
}

/* The value of `key = "..."` or `key = ...` at the start of a line. */
static char *value_of(const char *text, const char *key, struct arena *arena)
{
    size_t length = strlen(key);

    for (const char *line = text; line; line = strchr(line, '\n')) {
        size_t value;

        line += *line == '\n';
        if (strncmp(line, key, length) != 0)
            continue;
        line += length;
        line += strspn(line, " \t");
        if (*line != '=')
            continue;
        line += 1 + strspn(line + 1, " \t\"'");
        value = strcspn(line, "\"'#\r\n");
        return arena_copy(arena, line, value);
    }
    return NULL;
}

static bool read_project(const char *directory, struct pyversion *version, struct arena *arena)
{
    static const struct {
        const char *file, *key;
    } places[] = {{"pyproject.toml", "requires-python"}, {"setup.cfg", "python_requires"}};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *path = arena_printf(arena, "%s%s", directory, places[i].file);
        char *text = file_read(path, PROJECT_BYTES_MAX, &(size_t){0}, NULL);
        char *value = text ? value_of(text, places[i].key, arena) : NULL;

        free(text);
        if (value && pyversion_parse(value, version)) {
            version->source = arena_printf(arena, "%s of %s", places[i].key, path);
            return true;
        }
    }
    return false;
}

struct pyversion pyversion_of_project(const char *path, struct arena *arena)
{
    struct pyversion version = {0};
    char *directory = realpath(path, NULL);
    char *slash;

    while (directory && (slash = strrchr(directory, '/'))) {
        slash[1] = '\0';
        if (read_project(directory, &version, arena))
            break;
        if (access(arena_printf(arena, "%s.git", directory), F_OK) == 0)
            break;
        *slash = '\0';
    }
    free(directory);
    return version;
}
