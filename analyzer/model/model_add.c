/* Rows of a model file become entries of the model. */
#include <string.h>

#include "model_internal.h"
#include "str.h"

void adding_use_url(struct adding *adding, struct ytab_mark mark, const char *url)
{
    adding->url = url ? url : adding->file->url;
    if (!adding->url)
        mistake(adding, mark, "no 'url': neither the entry nor the file names its documentation");
    else if (!str_starts(adding->url, "https://") && !str_starts(adding->url, "http://"))
        mistake(adding, mark, "'url' is not an address: %.80s", adding->url);
}

static void note_package(struct model *model, const char *name)
{
    char *package = arena_copy(&model->arena, name, strcspn(name, "."));

    if (*package && !map_get(model->packages, package))
        map_put(model->packages, package, package);
}

/* The entry of a function, made when it is new.  NULL, with a mistake, when another file has it and
 * this one is a user's that does not extend. */
static struct api_entry *entry_of(struct adding *adding, int language, const char *name,
                                  struct ytab_mark mark)
{
    struct model *model = adding->model;
    struct api_entry *entry = map_get(model->apis[language], name);
    if (!entry) {
        entry = ARENA_NEW(&model->arena, struct api_entry);
        entry->path = adding->file->path;
        entry->api = (struct api){.name = arena_strdup(&model->arena, name),
                                  .languages = 1U << language,
                                  .clock_out = API_RESULT,
                                  .times = API_NOTHING,
                                  .url = adding->url};
        map_put(model->apis[language], name, entry);
        note_package(model, entry->api.name);
        adding->library->functions++;
        return entry;
    }
    if (adding->is_user && !adding->file->extend && strcmp(entry->path, adding->file->path) != 0) {
        mistake(adding, mark, "'%s' is already known from %s; say 'extend: true' to add to it",
                name, entry->path);
        return NULL;
    }
    return entry;
}

bool adding_claim(struct adding *adding, struct api_entry *entry, enum api_section section,
                  struct ytab_mark mark, const char *section_name)
{
    bool replaces = adding->file->extend && strcmp(entry->path, adding->file->path) != 0;
    if ((entry->sections & section) && !replaces) {
        mistake(adding, mark, "'%s' is already listed under %s", entry->api.name, section_name);
        return false;
    }
    entry->sections |= section;
    return true;
}

struct targets adding_targets(struct adding *adding, const struct ytab_strings *functions)
{
    struct targets targets = {
        .items = ARENA_ARRAY(&adding->model->arena, struct target,
                             functions->count * LANGUAGE_COUNT)};
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        if (!(adding->file->languages & (1U << language)))
            continue;
        for (size_t i = 0; i < functions->count; i++) {
            struct ytab_mark mark = functions->marks[i];
            struct api_entry *entry = entry_of(adding, language, functions->items[i], mark);
            if (entry)
                targets.items[targets.count++] = (struct target){entry, mark};
        }
    }
    return targets;
}

static const char *last_part(const char *name)
{
    const char *dot = strrchr(name, '.');
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : dot ? dot + 1 : name;
}

static void add_text(struct model *model, int language, const char *text)
{
    for (size_t i = 0; i < model->texts[language].count; i++) {
        if (strcmp(model->texts[language].items[i], text) == 0)
            return;
    }
    *VEC_ADD(&model->arena, &model->texts[language]) = text;
}

void adding_texts(struct adding *adding, const struct ytab_strings *texts, bool last_parts)
{
    unsigned languages = adding->file->languages;
    if (languages & MODEL_C)
        languages |= MODEL_CXX;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        if (!(languages & (1U << language)))
            continue;
        for (size_t i = 0; i < texts->count; i++)
            add_text(adding->model, language,
                     last_parts ? last_part(texts->items[i]) : texts->items[i]);
    }
}

static void add_functions(struct adding *adding)
{
    add_clocks(adding);
    add_effects(adding);
    add_classes(adding);
    add_times(adding);
    add_lazy(adding);
    add_frameworks(adding);
    adding->url = adding->file->url;
    add_categories(adding);
    adding_texts(adding, &adding->file->prefilter, false);
}

void model_add_files(struct model *model, const struct model_file *files, size_t count,
                     bool is_user, struct diags *diags)
{
    size_t first = model->libraries.count;
    for (size_t i = 0; i < count; i++) {
        *VEC_ADD(&model->arena, &model->libraries) =
            (struct library){.name = files[i].library, .path = files[i].path,
                             .url = files[i].url, .languages = files[i].languages};
    }
    for (int functions = 0; functions <= 1; functions++) {
        for (size_t i = 0; i < count; i++) {
            struct adding adding = {.model = model, .file = &files[i], .diags = diags,
                                    .library = &model->libraries.items[first + i],
                                    .is_user = is_user, .url = files[i].url};
            if (functions)
                add_functions(&adding);
            else
                add_kinds(&adding);
        }
    }
}
