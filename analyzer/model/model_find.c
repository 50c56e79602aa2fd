/* Questions to a model. */
#include <ctype.h>
#include <string.h>

#include "model_internal.h"
#include "str.h"

enum { BASES_MAX = 16, NAME_MAX_LENGTH = 1000 }; /* of class hierarchies; longer is no name */

static int index_of(enum model_language language)
{
    return language == MODEL_C ? 0 : language == MODEL_CXX ? 1 : 2;
}

static const struct api_entry *find(const struct model *model, enum model_language language,
                                    const char *name)
{
    const struct api_entry *entry = map_get(model->apis[index_of(language)], name);
    if (entry || language != MODEL_CXX)
        return entry;
    return map_get(model->apis[index_of(MODEL_C)], str_starts(name, "std::") ? name + 5 : name);
}

/* The first `length` bytes of `first`, and two more texts; NULL: that is too long for a name. */
static const char *joined(char name[NAME_MAX_LENGTH], const char *first, size_t length,
                          const char *second, const char *third)
{
    size_t second_length = strlen(second), third_length = strlen(third);

    if (length + second_length + third_length >= NAME_MAX_LENGTH)
        return NULL;
    memcpy(name, first, length);
    memcpy(name + length, second, second_length);
    memcpy(name + length + second_length, third, third_length + 1);
    return name;
}

/* PEP 8: functions and methods begin with a small letter; what begins with _ has a meaning of its
 * own. */
const struct api *model_wildcard(const struct model *model, const char *name)
{
    const char *dot = strrchr(name, '.'), *all;
    const struct api_entry *entry;
    char buffer[NAME_MAX_LENGTH];

    if (!dot || dot == name || !islower((unsigned char)dot[1]))
        return NULL;
    all = joined(buffer, name, (size_t)(dot + 1 - name), "*", "");
    entry = all ? find(model, MODEL_PYTHON, all) : NULL;
    return entry ? &entry->api : NULL;
}

static const struct api *exact(const struct model *model, enum model_language language,
                               const char *name)
{
    const struct api_entry *entry = find(model, language, name);
    return entry ? &entry->api : NULL;
}

const struct api *model_api(const struct model *model, enum model_language language,
                            const char *name)
{
    const struct api *api = exact(model, language, name);
    return api || language != MODEL_PYTHON ? api : model_wildcard(model, name);
}

const struct api *model_clock(const struct model *model, enum model_language language,
                              const char *name, const char *argument)
{
    const struct api_entry *entry = find(model, language, name);
    if (!entry)
        return NULL;
    for (size_t i = 0; argument && i < entry->clocks.count; i++) {
        if (strcmp(entry->clocks.items[i].clock_argument, argument) == 0)
            return &entry->clocks.items[i];
    }
    return entry->api.clock != CLOCK_NONE ? &entry->api : NULL;
}

struct method_question {
    const struct model *model;
    enum model_language language;
    const char *method;
    bool wildcards; /* what is wanted is the entry for all methods of a class */
};

static const struct api *method_of(const struct method_question *question, const char *class_name,
                                   int depth)
{
    char buffer[NAME_MAX_LENGTH];
    const char *name = joined(buffer, class_name, strlen(class_name),
                              question->language == MODEL_PYTHON ? "." : "::", question->method);
    if (!name)
        return NULL;
    const struct api *api = question->wildcards
                                ? model_wildcard(question->model, name)
                                : exact(question->model, question->language, name);
    const struct class_entry *class =
        map_get(question->model->classes[index_of(question->language)], class_name);
    for (size_t i = 0; !api && class && depth < BASES_MAX && i < class->bases.count; i++)
        api = method_of(question, class->bases.items[i], depth + 1);
    return api;
}

const struct api *model_method(const struct model *model, enum model_language language,
                               const char *class_name, const char *method)
{
    struct method_question question = {model, language, method, false};
    const struct api *api = method_of(&question, class_name, 0);
    if (api || language != MODEL_PYTHON)
        return api;
    question.wildcards = true;
    return method_of(&question, class_name, 0);
}

static const struct class_entry *python_class(const struct model *model, const char *name)
{
    return map_get(model->classes[index_of(MODEL_PYTHON)], name);
}

static bool derives(const struct model *model, const char *class_name, const char *base, int depth)
{
    const struct class_entry *class = python_class(model, class_name);

    if (!class)
        class = map_get(model->classes[index_of(MODEL_CXX)], class_name);
    if (str_same(class_name, base))
        return true;
    for (size_t i = 0; class && depth < BASES_MAX && i < class->bases.count; i++)
        if (derives(model, class->bases.items[i], base, depth + 1))
            return true;
    return false;
}

bool model_is_a(const struct model *model, const char *class_name, const char *base)
{
    return derives(model, class_name, base, 0);
}

bool model_has_operators(const struct model *model, const char *class_name)
{
    const struct class_entry *class = python_class(model, class_name);
    return class && class->operators;
}

const char *model_attribute(const struct model *model, const char *class_name, const char *name)
{
    const struct class_entry *class = python_class(model, class_name);
    struct method_question question = {model, MODEL_PYTHON, name, false};

    return class && class->attributes && name[0] != '_' && !method_of(&question, class_name, 0)
               ? class->attributes
               : NULL;
}

const char *model_literal(const struct model *model, const char *text, size_t length)
{
    for (size_t i = 0; i < model->literals.count; i++) {
        const struct literal *literal = &model->literals.items[i];
        size_t wanted = strlen(literal->text);
        bool begins = wanted && literal->text[wanted - 1] == '*';

        if (begins ? length >= wanted - 1 && !strncmp(text, literal->text, wanted - 1)
                   : length == wanted && !strncmp(text, literal->text, wanted))
            return literal->class_name;
    }
    return NULL;
}

bool model_is_literal(const struct model *model, const char *class_name)
{
    for (size_t i = 0; class_name && i < model->literals.count; i++)
        if (str_same(model->literals.items[i].class_name, class_name))
            return true;
    return false;
}

const char *model_named(const struct model *model, const char *name, const char *source)
{
    for (size_t i = 0; i < model->names.count; i++) {
        const struct class_name *row = &model->names.items[i];

        for (size_t t = 0; str_same(row->name, name) && t < row->texts.count; t++)
            if (strstr(source, row->texts.items[t]))
                return row->class_name;
    }
    return NULL;
}

bool model_knows_package(const struct model *model, const char *name)
{
    struct strbuf package = {.maximum = NAME_MAX_LENGTH};
    bool known;

    strbuf_add(&package, name, strcspn(name, "."));
    known = package.length && map_get(model->packages, strbuf_text(&package));
    strbuf_release(&package);
    return known;
}

const struct idiom *model_idiom(const struct model *model, enum model_language language,
                                enum idiom_kind kind, const char *name)
{
    struct idioms idioms = model_idioms(model, language);
    for (size_t i = 0; i < idioms.count; i++)
        if (idioms.items[i].kind == kind && str_same(idioms.items[i].name, name))
            return &idioms.items[i];
    return language == MODEL_CXX ? model_idiom(model, MODEL_C, kind, name) : NULL;
}

bool model_names_idiom(const struct model *model, enum model_language language, const char *name)
{
    struct idioms idioms = model_idioms(model, language);
    for (size_t i = 0; i < idioms.count; i++)
        if (str_same(idioms.items[i].name, name))
            return true;
    return language == MODEL_CXX && model_names_idiom(model, MODEL_C, name);
}

struct idioms model_idioms(const struct model *model, enum model_language language)
{
    int index = index_of(language);
    return (struct idioms){model->idioms[index].items, model->idioms[index].count};
}

const struct lazy_kind *model_lazy(const struct model *model, const char *name)
{
    return map_get(model->kinds, name);
}

const struct lazy_kind *const *model_queues(const struct model *model, size_t *count)
{
    *count = model->queues.count;
    return model->queues.items;
}

const struct lazy_kind *model_kind_of_class(const struct model *model, const char *class_name)
{
    for (size_t i = 0; i < model->every.count; i++)
        if (model_is_a(model, class_name, model->every.items[i]->class_name))
            return model->every.items[i];
    return NULL;
}

const char *const *model_prefilter(const struct model *model, enum model_language language)
{
    return model->texts[index_of(language)].items;
}
