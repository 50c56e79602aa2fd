#include "config.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "options.h"
#include "pyversion.h"

static const char *const levels[] = {"note", "warning", "error", "never", NULL};
static const char *const confidences[] = {"certain", "likely", "possible", NULL};

#define AT(field) .offset = offsetof(struct config, field)

static const struct ytab_field fields[] = {
    {.key = "version", .type = YTAB_INT, AT(version), .minimum = 1, .maximum = 1,
     .help = "of this format: 1"},
    {.key = "select", .type = YTAB_STRINGS, AT(select), .help = "only these rules"},
    {.key = "ignore", .type = YTAB_STRINGS, AT(ignore), .help = "not these rules"},
    {.key = "fail-on", .type = YTAB_ENUM, AT(fail_on), .choices = levels,
     .help = "level from which the exit status is 1"},
    {.key = "min-confidence", .type = YTAB_ENUM, AT(min_confidence), .choices = confidences,
     .help = "what is less sure is not shown"},
    {.key = "python", .type = YTAB_STRING, AT(python), .help = "target: 3.11 or >=3.9,<3.12"},
    {.key = "build", .type = YTAB_STRING, AT(build), .help = "folder of compile_commands.json"},
    {.key = "models", .type = YTAB_STRINGS, AT(models), .help = "more files of known APIs"},
    {.key = "benchmarks", .type = YTAB_STRINGS, AT(benchmarks),
     .help = "glob patterns of benchmark files"},
    {.key = "exclude", .type = YTAB_STRINGS, AT(exclude),
     .help = "glob patterns of files that a folder walk leaves out"},
    {0},
};

/* The nearest .benchlint.yaml, or NULL. */
static const char *find_config(struct arena *arena)
{
    char *directory = getcwd(NULL, 0);
    const char *found = NULL;

    while (directory && !found) {
        const char *candidate = arena_printf(arena, "%s/.benchlint.yaml", directory);
        char *slash = strrchr(directory, '/');

        if (access(candidate, F_OK) == 0)
            found = candidate;
        else if (access(arena_printf(arena, "%s/.git", directory), F_OK) == 0 || !slash ||
                 slash == directory)
            break;
        else
            *slash = '\0';
    }
    free(directory);
    return found;
}

/* A path of the configuration, relative to the folder of its file. */
static const char *beside(const struct config *config, const char *path, struct arena *arena)
{
    const char *slash = strrchr(config->path, '/');

    if (path[0] == '/' || !slash)
        return path;
    return arena_printf(arena, "%.*s/%s", (int)(slash - config->path), config->path, path);
}

int config_load(const char *path, struct config *config, struct arena *arena, struct diags *diags)
{
    struct pyversion version;

    *config = (struct config){.fail_on = FAIL_ON_UNSET, .min_confidence = 3};
    config->path = path ? path : find_config(arena);
    if (!config->path)
        return 0;
    if (ytab_load_file(config->path, fields, config, arena, diags) != 0)
        return -1;
    if (config->python && !pyversion_parse(config->python, &version)) {
        diag_add(diags, DIAG_ERROR, config->path, 0, 0, "python: '%s' is not a version",
                 config->python);
        return -1;
    }
    if (config->build)
        config->build = beside(config, config->build, arena);
    for (size_t i = 0; i < config->models.count; i++)
        config->models.items[i] = beside(config, config->models.items[i], arena);
    return 0;
}

bool config_matches(const struct config *config, const struct ytab_strings *patterns,
                    const char *path)
{
    const char *slash = config->path ? strrchr(config->path, '/') : NULL;
    char *absolute = patterns->count ? realpath(path, NULL) : NULL;
    const char *relative = path;
    bool matches = false;

    if (absolute && slash && strncmp(absolute, config->path, (size_t)(slash - config->path)) == 0)
        relative = absolute + (slash - config->path) + 1;
    for (size_t i = 0; i < patterns->count && !matches; i++)
        matches = fnmatch(patterns->items[i], relative, 0) == 0;
    free(absolute);
    return matches;
}
