/* Clocks, effects, classes, timing functions and categories of a model file. */
#include <string.h>

#include "model_internal.h"

static void add_clock_variant(struct adding *adding, struct api_entry *entry,
                              struct ytab_mark mark, const struct api *variant)
{
    for (size_t i = 0; i < entry->clocks.count; i++) {
        if (strcmp(entry->clocks.items[i].clock_argument, variant->clock_argument) == 0) {
            mistake(adding, mark, "'%s' is already listed under clocks for %s", entry->api.name,
                    variant->clock_argument);
            return;
        }
    }
    *VEC_ADD(&adding->model->arena, &entry->clocks) = *variant;
}

static void add_clock_row(struct adding *adding, const struct clock_row *row)
{
    struct api_lazy out = {.handle = API_RESULT};
    if (row->out && !model_handle(row->out, &out)) {
        mistake(adding, row->mark, "'out' is the number of an argument or result, not '%.40s'",
                row->out);
        return;
    }
    adding_texts(adding, row->text.count ? &row->text : &row->functions, row->text.count == 0);
    struct targets targets = adding_targets(adding, &row->functions);
    for (size_t t = 0; t < targets.count; t++) {
        struct api_entry *entry = targets.items[t].entry;
        struct ytab_mark mark = targets.items[t].mark;
        struct api clock = {.clock = (enum clock_kind)(row->kind + 1),
                            .clock_out = out.handle,
                            .unit = row->unit,
                            .url = adding->url};
        for (size_t i = 0; i < row->argument.count; i++) {
            clock.clock_argument = row->argument.items[i];
            add_clock_variant(adding, entry, mark, &clock);
        }
        if (row->argument.count == 0 &&
            adding_claim(adding, entry, SECTION_CLOCK, mark, "clocks")) {
            entry->api.clock = clock.clock;
            entry->api.clock_out = clock.clock_out;
            entry->api.unit = clock.unit;
        }
    }
}

void add_clocks(struct adding *adding)
{
    const struct clock_row *rows = adding->file->clocks.items;
    for (size_t i = 0; i < adding->file->clocks.count; i++) {
        adding_use_url(adding, rows[i].mark, rows[i].url);
        add_clock_row(adding, &rows[i]);
    }
}

static void add_argument(struct adding *adding, const struct ytab_strings *list, size_t i,
                         uint32_t *mask)
{
    if (!model_arguments(list->items[i], mask))
        mistake(adding, list->marks[i], "'%.40s' is not an argument such as 0, 2.. or 1..3",
                list->items[i]);
}

/* Arguments, among which the receiver may be. */
static uint32_t arguments_or_receiver(struct adding *adding, const struct ytab_strings *list,
                                      bool *receiver)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], "receiver") == 0)
            *receiver = true;
        else
            add_argument(adding, list, i, &mask);
    }
    return mask;
}

static uint32_t arguments_of(struct adding *adding, const struct ytab_strings *list)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < list->count; i++)
        add_argument(adding, list, i, &mask);
    return mask;
}

static void add_effect_row(struct adding *adding, const struct effect_row *row)
{
    struct api effects = {.effects = row->does,
                          .writes = arguments_of(adding, &row->writes),
                          .keeps = arguments_of(adding, &row->keeps),
                          .calls = arguments_of(adding, &row->calls)};
    effects.reads = arguments_or_receiver(adding, &row->reads, &effects.only_reads_receiver);
    effects.returns_argument =
        arguments_or_receiver(adding, &row->points_into, &effects.returns_receiver);
    if (effects.calls)
        effects.effects |= EFFECT_CALLS;
    bool any = effects.effects || effects.reads || effects.writes || effects.keeps ||
               effects.returns_argument || effects.returns_receiver ||
               effects.only_reads_receiver;
    if (any == row->pure)
        mistake(adding, row->mark, row->pure ? "'pure' functions do nothing else"
                                             : "say 'pure: true' or what the functions do");
    struct targets targets = adding_targets(adding, &row->functions);
    for (size_t t = 0; t < targets.count; t++) {
        struct api_entry *entry = targets.items[t].entry;
        struct ytab_mark mark = targets.items[t].mark;
        if (!adding_claim(adding, entry, SECTION_EFFECTS, mark, "effects"))
            continue;
        entry->api.has_effects = true;
        entry->api.effects = effects.effects;
        entry->api.reads = effects.reads;
        entry->api.only_reads_receiver = effects.only_reads_receiver;
        entry->api.writes = effects.writes;
        entry->api.keeps = effects.keeps;
        entry->api.calls = effects.calls;
        entry->api.returns_argument = effects.returns_argument;
        entry->api.returns_receiver = effects.returns_receiver;
    }
}

void add_effects(struct adding *adding)
{
    const struct effect_row *rows = adding->file->effects.items;
    for (size_t i = 0; i < adding->file->effects.count; i++) {
        adding_use_url(adding, rows[i].mark, rows[i].url);
        add_effect_row(adding, &rows[i]);
    }
}

static void add_returns(struct adding *adding, const struct ytab_strings *functions,
                        const char *class_name)
{
    struct targets targets = adding_targets(adding, functions);
    for (size_t t = 0; t < targets.count; t++) {
        struct api_entry *entry = targets.items[t].entry;
        struct ytab_mark mark = targets.items[t].mark;
        if (adding_claim(adding, entry, SECTION_RETURNS, mark, "classes"))
            entry->api.returns = class_name;
    }
}

/* "device is torch.device.gpu" */
static bool read_condition(struct adding *adding, const struct result_row *row,
                           struct api_result *result)
{
    const char *is = strstr(row->condition, " is ");
    char *argument;

    if (!is || is == row->condition || !is[4]) {
        mistake(adding, row->mark, "'if' is ARGUMENT is CLASS, not '%.60s'", row->condition);
        return false;
    }
    argument = arena_copy(&adding->model->arena, row->condition, (size_t)(is - row->condition));
    result->is_class = is + 4;
    if (!model_handle(argument, &result->argument)) {
        result->argument.handle = API_NAMED;
        result->argument.handle_keyword = argument;
    }
    return true;
}

static void add_results(struct adding *adding, const struct class_row *row)
{
    const struct result_row *rows = row->returned_if.items;
    for (size_t i = 0; i < row->returned_if.count; i++) {
        struct api_result result = {.class_name = row->name};
        if (!read_condition(adding, &rows[i], &result))
            continue;
        struct targets targets = adding_targets(adding, &rows[i].functions);
        for (size_t t = 0; t < targets.count; t++) {
            struct api_entry *entry = targets.items[t].entry;
            *VEC_ADD(&adding->model->arena, &entry->results) = result;
            entry->api.results = entry->results.items;
            entry->api.result_count = entry->results.count;
        }
    }
}

static void add_literals(struct adding *adding, const struct class_row *row)
{
    for (size_t i = 0; i < row->literals.count; i++)
        *VEC_ADD(&adding->model->arena, &adding->model->literals) =
            (struct literal){row->literals.items[i], row->name};
}

static void add_names(struct adding *adding, const struct class_row *row)
{
    for (size_t i = 0; i < row->names.count; i++)
        *VEC_ADD(&adding->model->arena, &adding->model->names) =
            (struct class_name){row->names.items[i], row->name, row->named_in};
}

static void add_class_row(struct adding *adding, const struct class_row *row)
{
    struct model *model = adding->model;
    const char *name = row->name;
    struct ytab_mark mark = row->mark;
    struct ytab_strings own = {.items = &name, .marks = &mark, .count = 1};
    add_returns(adding, row->constructors.count ? &row->constructors : &own, row->name);
    add_returns(adding, &row->returned_by, row->name);
    add_results(adding, row);
    add_literals(adding, row);
    add_names(adding, row);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        if (!(adding->file->languages & (1U << language)))
            continue;
        struct class_entry *class = ARENA_NEW(&model->arena, struct class_entry);
        *class = (struct class_entry){.name = row->name, .bases = row->bases,
                                      .operators = row->operators,
                                      .attributes = row->attributes};
        if (map_get(model->classes[language], row->name) && !adding->file->extend)
            mistake(adding, row->mark, "class '%s' is already listed", row->name);
        map_put(model->classes[language], row->name, class);
    }
}

void add_classes(struct adding *adding)
{
    const struct class_row *rows = adding->file->classes.items;
    for (size_t i = 0; i < adding->file->classes.count; i++) {
        adding_use_url(adding, rows[i].mark, rows[i].url);
        add_class_row(adding, &rows[i]);
    }
}

static void add_times_row(struct adding *adding, const struct times_row *row)
{
    struct api_lazy callable = {.handle = API_NOTHING};
    if (!model_handle(row->callable, &callable) || callable.handle < 0) {
        mistake(adding, row->mark, "'callable' is the number of an argument, not '%.40s'",
                row->callable);
        return;
    }
    adding_texts(adding, row->prefilter.count ? &row->prefilter : &row->functions,
                 row->prefilter.count == 0);
    struct targets targets = adding_targets(adding, &row->functions);
    for (size_t t = 0; t < targets.count; t++) {
        struct api_entry *entry = targets.items[t].entry;
        struct ytab_mark mark = targets.items[t].mark;
        if (!adding_claim(adding, entry, SECTION_TIMES, mark, "times"))
            continue;
        entry->api.times = callable.handle;
        entry->api.times_string = row->text;
        entry->api.times_waits = row->waits;
    }
}

void add_times(struct adding *adding)
{
    const struct times_row *rows = adding->file->times.items;
    for (size_t i = 0; i < adding->file->times.count; i++) {
        adding_use_url(adding, rows[i].mark, rows[i].url);
        add_times_row(adding, &rows[i]);
    }
}

static void add_category(struct adding *adding, const struct ytab_strings *functions,
                         unsigned category)
{
    struct targets targets = adding_targets(adding, functions);
    for (size_t t = 0; t < targets.count; t++) {
        struct api_entry *entry = targets.items[t].entry;
        struct ytab_mark mark = targets.items[t].mark;
        if (entry->api.categories & category)
            mistake(adding, mark, "'%s' is already listed in this category", entry->api.name);
        entry->api.categories |= category;
    }
}

void add_categories(struct adding *adding)
{
    for (unsigned bit = 0; bit < CATEGORY_COUNT; bit++)
        add_category(adding, &adding->file->categories[bit], 1U << bit);
}
