/* The frameworks of a model file. */
#include <string.h>

#include "model_internal.h"

static void add_idiom(struct adding *adding, int language, const struct idiom *idiom,
                      struct ytab_mark mark)
{
    struct model *model = adding->model;
    struct idioms known = {model->idioms[language].items, model->idioms[language].count};
    for (size_t i = 0; i < known.count; i++)
        if (known.items[i].kind == idiom->kind && !strcmp(known.items[i].name, idiom->name)) {
            mistake(adding, mark, "'%s' is already listed for %s", idiom->name,
                    known.items[i].framework);
            return;
        }
    *VEC_ADD(&model->arena, &model->idioms[language]) = *idiom;
}

static void add_framework_row(struct adding *adding, const struct framework_row *row)
{
    struct api_lazy callable = {.handle = API_ANY_ARGUMENT};
    if (row->callable && (!model_handle(row->callable, &callable) || callable.handle < 0)) {
        mistake(adding, row->mark, "'callable' is the number of an argument, not '%.40s'",
                row->callable);
        return;
    }
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        if (!(adding->file->languages & (1U << language)))
            continue;
        for (size_t i = 0; i < row->names.count; i++) {
            struct idiom idiom = {.kind = (enum idiom_kind)row->idiom,
                                  .name = row->names.items[i],
                                  .framework = row->framework,
                                  .argument = callable.handle,
                                  .keyword = row->keyword,
                                  .result = (enum region_result)row->result};
            add_idiom(adding, language, &idiom, row->names.marks[i]);
        }
    }
}

void add_frameworks(struct adding *adding)
{
    const struct framework_row *rows = adding->file->frameworks.items;
    for (size_t i = 0; i < adding->file->frameworks.count; i++) {
        adding_use_url(adding, rows[i].mark, rows[i].url);
        add_framework_row(adding, &rows[i]);
    }
}
