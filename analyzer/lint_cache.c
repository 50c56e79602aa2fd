#include "lint_cache.h"

#include <stdlib.h>
#include <unistd.h>

static void heed_list(struct cache *cache, const char *name, const struct ytab_strings *list)
{
    for (size_t i = 0; i < list->count; i++)
        cache_heed(cache, name, list->items[i]);
}

static void heed_options(struct lint *lint)
{
    const struct options *options = &lint->options;
    int minimum = options->min_confidence == 3 ? lint->config.min_confidence
                                               : options->min_confidence;

    cache_heed(lint->cache, "select", options->select);
    cache_heed(lint->cache, "ignore", options->ignore);
    heed_list(lint->cache, "selected", &lint->config.select);
    heed_list(lint->cache, "ignored", &lint->config.ignore);
    cache_heed(lint->cache, "confidence", arena_printf(&lint->arena, "%d", minimum));
    cache_heed(lint->cache, "confirm", options->confirm);
    cache_heed(lint->cache, "fixes", options_want_fixes(options) ? "wanted" : NULL);
    cache_heed(lint->cache, "compiler", options->compiler);
    cache_heed(lint->cache, "its version", lint->compiler_version);
}

/* What decides how C and C++ are parsed. */
static void heed_flags(struct lint *lint, const struct front_options *front)
{
    static const char *const variables[] = {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"};

    for (size_t i = 0; i < front->flag_count; i++)
        cache_heed(lint->cache, "flag", front->flags[i]);
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        cache_heed(lint->cache, variables[i], getenv(variables[i]));
    if (front->build_directory)
        cache_heed_file(lint->cache, arena_printf(&lint->arena, "%s/compile_commands.json",
                                                  front->build_directory));
}

/* This very program, its rules and models, and where it runs. */
static void heed_program(struct lint *lint)
{
    char *directory = getcwd(NULL, 0);

    cache_heed(lint->cache, "version", PROJECT_VERSION);
    cache_heed_written(lint->cache, "/proc/self/exe");
    cache_heed(lint->cache, "directory", directory);
    cache_heed_folder(lint->cache, lint->rules_directory);
    for (size_t i = 0; i < lint->config.models.count; i++)
        cache_heed_file(lint->cache, lint->config.models.items[i]);
    free(directory);
}

int lint_open_cache(struct lint *lint, const struct front_options *front, struct err *err)
{
    const char *directory = lint->options.cache;

    if (lint->options.no_cache || lint->options.dump != DUMP_NOTHING)
        return 0;
    lint->cache = cache_open(directory, directory ? err : NULL);
    if (!lint->cache)
        return directory ? -1 : 0;
    heed_program(lint);
    heed_options(lint);
    heed_flags(lint, front);
    return 0;
}
