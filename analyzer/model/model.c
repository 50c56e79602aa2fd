#include "model.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model_internal.h"
#include "str.h"

/* How deep folders of models may nest. */
enum { FOLDERS_MAX = 4 };

typedef VEC(struct model_file) model_files;

enum { ALL_LANGUAGES = MODEL_C | MODEL_CXX | MODEL_PYTHON };

static struct model *model_new(unsigned languages)
{
    struct arena arena = {0};
    struct model *model = ARENA_NEW(&arena, struct model);
    model->arena = arena;
    model->languages = languages & MODEL_CXX ? languages | MODEL_C : languages;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        model->apis[i] = map_new();
        model->classes[i] = map_new();
    }
    model->kinds = map_new();
    model->packages = map_new();
    return model;
}

void model_free(struct model *model)
{
    if (!model)
        return;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        map_free(model->apis[i]);
        map_free(model->classes[i]);
    }
    map_free(model->kinds);
    map_free(model->packages);
    struct arena arena = model->arena;
    arena_release(&arena);
}

/* `languages`: those of which a file in this folder may speak. */
static void read_one(struct model *model, const char *path, unsigned languages,
                     model_files *files, struct diags *diags)
{
    struct model_file file;
    if (model_file_read(&file, path, &model->arena, diags) != 0)
        return;
    if (file.languages & ~languages)
        diag_add(diags, DIAG_ERROR, path, file.mark.line, file.mark.column,
                 "this folder is read for its own language only, and 'language' names another");
    *VEC_ADD(&model->arena, files) = file;
}

/* The languages that a folder directly below the models is for: by its name, or all. */
static unsigned folder_languages(const char *name)
{
    return strcmp(name, "c") == 0        ? MODEL_C
           : strcmp(name, "cxx") == 0    ? MODEL_CXX
           : strcmp(name, "python") == 0 ? MODEL_PYTHON
                                         : ALL_LANGUAGES;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Reads the YAML files below a folder of these languages, in the order of their names. */
static int read_folder(struct model *model, const char *path, int depth, unsigned languages,
                       model_files *files, struct diags *diags)
{
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    if (count < 0) {
        diag_add(diags, DIAG_ERROR, path, 0, 0, "cannot read the models: %s", strerror(errno));
        return -1;
    }
    int status = 0;
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        char *inner = arena_printf(&model->arena, "%s/%s", path, name);
        unsigned inside = depth ? languages : folder_languages(name);
        if (*name != '.' && is_folder(inner) && depth < FOLDERS_MAX) {
            if (inside & model->languages)
                status |= read_folder(model, inner, depth + 1, inside, files, diags);
        } else if (*name != '.' && str_ends(name, ".yaml")) {
            read_one(model, inner, languages, files, diags);
        }
        free(entries[i]);
    }
    free(entries);
    return status;
}

/* Each clock of a name becomes a whole entry, with the effects of the function. */
static void finish_api(const char *key, void *value, void *context)
{
    struct api_entry *entry = value;
    struct diags *diags = context;
    (void)key;
    if (entry->clocks.count && !(entry->sections & SECTION_CLOCK)) {
        diag_add(diags, DIAG_ERROR, entry->path, 0, 0,
                 "'%s' is listed under clocks only with an 'argument': say too what it is with any "
                 "other", entry->api.name);
    }
    for (size_t i = 0; i < entry->clocks.count; i++) {
        struct api clock = entry->clocks.items[i];
        struct api *whole = &entry->clocks.items[i];
        *whole = entry->api;
        whole->clock = clock.clock;
        whole->clock_out = clock.clock_out;
        whole->clock_argument = clock.clock_argument;
        whole->unit = clock.unit;
        whole->url = clock.url;
    }
}

static bool speaks_of(const struct api_lazy *rows, size_t count, const struct lazy_kind *kind)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].kind == kind)
            return true;
    return false;
}

/* What has an entry of its own is to all kinds that it does not speak of what its package is; where
 * it says nothing of what it returns, it returns the same, too. */
static void inherit(const char *key, void *value, void *context)
{
    struct api_entry *entry = value;
    struct model *model = context;
    const struct api *all = model_wildcard(model, key);
    size_t own = entry->lazy.count;
    if (!all)
        return;
    for (size_t i = 0; i < all->lazy_count; i++)
        if (!speaks_of(entry->lazy.items, own, all->lazy[i].kind))
            *VEC_ADD(&model->arena, &entry->lazy) = all->lazy[i];
    entry->api.lazy = entry->lazy.items;
    entry->api.lazy_count = entry->lazy.count;
    if (own || entry->api.result_count || entry->api.returns)
        return;
    entry->api.results = all->results;
    entry->api.result_count = all->result_count;
    entry->api.returns = all->returns;
}

static void finish(struct model *model, struct diags *diags)
{
    map_each(model->apis[LANGUAGE_COUNT - 1], inherit, model);
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        map_each(model->apis[i], finish_api, diags);
        *VEC_ADD(&model->arena, &model->texts[i]) = NULL;
        model->texts[i].count--; /* more may follow in its place */
    }
}

struct model *model_load(const char *directory, struct diags *diags)
{
    return model_load_languages(directory, ALL_LANGUAGES, diags);
}

struct model *model_load_languages(const char *directory, unsigned languages,
                                   struct diags *diags)
{
    struct model *model = model_new(languages);
    model_files files = {0};
    if (read_folder(model, directory, 0, ALL_LANGUAGES, &files, diags) != 0) {
        model_free(model);
        return NULL;
    }
    model_add_files(model, files.items, files.count, false, diags);
    finish(model, diags);
    return model;
}

unsigned model_languages(const struct model *model)
{
    return model->languages;
}

int model_add_file(struct model *model, const char *path, struct diags *diags)
{
    size_t before = diags->errors;
    model_files files = {0};
    read_one(model, path, ALL_LANGUAGES, &files, diags);
    model_add_files(model, files.items, files.count, true, diags);
    finish(model, diags);
    return diags->errors == before ? 0 : -1;
}

void model_print(const struct model *model, FILE *stream)
{
    static const char *const names[] = {"c", "c++", "python"};
    for (size_t i = 0; i < model->libraries.count; i++) {
        const struct library *library = &model->libraries.items[i];
        fprintf(stream, "%-16s ", library->name);
        for (int bit = 0; bit < LANGUAGE_COUNT; bit++) {
            if (library->languages & (1U << bit))
                fprintf(stream, "%s ", names[bit]);
        }
        fprintf(stream, "%zu functions", library->functions);
        if (library->kinds)
            fprintf(stream, ", %zu lazy", library->kinds);
        fprintf(stream, "  %s\n", library->url ? library->url : library->path);
    }
}
