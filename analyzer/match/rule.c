#include "rule.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "str.h"
#include "wording.h"
#include "ytab.h"

/* A rule's file as YAML fills it. */
struct rule_file {
    struct ytab_mark mark;
    struct rule rule;
    int level, ceiling;
    bool is_off;
    struct ytab_strings flags, against, after;
    struct ytab_strings references, lazy, frameworks, subjects, told, claims;
    struct ytab_records edits; /* struct edit_template */
};

static const char *const level_names[] = {"note", "warning", "error", NULL};
static const char *const confidence_names[] = {"certain", "likely", "possible", NULL};
static const char *const language_names[] = {"c", "c++", "python", NULL};
/* In the order of enum flow_fact_kind and enum region_kind. */
static const char *const fact_names[] = {"pending",     "realized-late", "partial",
                                         "carried", "leaked", "other-stream", "dropped",
                                         "dead-accumulator", "dead-buffer", "dead-value",
                                         "dead-record", "pointer-sink",
                                         "dead-call",   "dead-allocation", "false-sink",
                                         "vain-barrier", "unsunk", "outside-loop", "emptied",
                                         "lazy-target", "result-target", "idle", "repeated",
                                         "no-result", "exhausted", "memoised", "prepared",
                                         "folded",
                                         "constant-call", "invariant-call", "sorted-again",
                                         "wall-clock", "coarse-clock",
                                         "mixed-clocks", "cpu-clock", "late-join",
                                         "foreign", "first-call", "waits-each-round",
                                         "wrong-unit", "wrong-count",
                                         "unreported", "not-reset", "built", "asserted",
                                         "traced", "unequal", "threaded", "one-round", "unseeded",
                                         "untouched", "first-touch", "uniform", "unfenced",
                                         "constant-sink", "element-sink", "program-sink",
                                         "single", "set-up", "small", "only-mean",
                                         "ordered", NULL};
_Static_assert(FACT_KIND_COUNT <= 64, "a rule's facts are a mask of 64 bits");
static const char *const region_names[] = {"timer",    "framework", "callback",
                                           "function", "program",   NULL};

static const char *const clock_names[] = {"monotonic", "wall", "cpu", "cycles", "event", NULL};

#define TEXT(name, must, words)                                                              \
    {.key = #name, .type = YTAB_STRING, .offset = offsetof(struct rule_file, rule.name),    \
     .required = must, .help = words}

static const struct ytab_field rule_fields[] = {
    {.key = YTAB_MARK_KEY, .type = YTAB_STRING, .offset = offsetof(struct rule_file, mark)},
    TEXT(id, true, "BL and three digits; never used again for another rule"),
    TEXT(name, true, "reads well after \"ignore\""),
    TEXT(since, true, "the version of benchlint that brought it"),
    {.key = "level", .type = YTAB_ENUM, .offset = offsetof(struct rule_file, level),
     .required = true, .choices = level_names,
     .help = "error: the measured work need not happen; warning: the number is not what it claims"},
    {.key = "languages", .type = YTAB_FLAGS, .offset = offsetof(struct rule_file, rule.languages),
     .required = true, .choices = language_names, .help = "to which it applies"},
    {.key = "ceiling", .type = YTAB_ENUM, .offset = offsetof(struct rule_file, ceiling),
     .choices = confidence_names, .help = "never reported surer than this"},
    {.key = "off", .type = YTAB_BOOL, .offset = offsetof(struct rule_file, is_off),
     .help = "not part of the default selection"},
    TEXT(summary, true, "one line"),
    TEXT(message, true, "with placeholders; says what is false about the number"),
    TEXT(why, true, "paragraphs"),
    TEXT(mend, true, "what to write instead, with placeholders"),
    TEXT(exceptions, false, "when it is right to ignore it"),
    {.key = "references", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, references),
     .help = "where it bit someone"},
    {.key = "facts", .type = YTAB_MANY, .offset = offsetof(struct rule_file, rule.facts),
     .choices = fact_names, .help = "which facts it speaks of"},
    {.key = "regions", .type = YTAB_FLAGS, .offset = offsetof(struct rule_file, rule.regions),
     .choices = region_names, .help = "in which regions; none: all"},
    {.key = "lazy", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, lazy),
     .help = "kinds of lazy objects that it speaks of; none: all"},
    {.key = "flags", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, flags),
     .help = "of the compiler, one of which the file is built with; * stands for any end"},
    {.key = "against", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, against),
     .help = "flags that undo those before them"},
    {.key = "after", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, after),
     .help = "flags of which one stands before"},
    {.key = "work", .type = YTAB_FLAGS, .offset = offsetof(struct rule_file, rule.work),
     .choices = model_category_names, .help = "kinds of work (categories of models); none: all"},
    {.key = "frameworks", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, frameworks),
     .help = "of a framework's regions, those of which frameworks; none: all"},
    {.key = "clocks", .type = YTAB_FLAGS, .offset = offsetof(struct rule_file, rule.clocks),
     .choices = clock_names, .help = "in regions of which clocks, where there is one; none: all"},
    {.key = "claims", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, claims),
     .help = "words of which one must stand in the name of the file, the class or the function, or "
             "in a text of the function: else the measurement claims nothing of the kind"},
    {.key = "fix", .type = YTAB_RECORDS, .offset = offsetof(struct rule_file, edits),
     .fields = edit_template_fields, .size = sizeof(struct edit_template),
     .help = "the mend as edits of the file, where the model of the lazy object has none; the "
             "first that fits is made"},
    {.key = "told", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, told),
     .help = "words that say so, too, where the elapsed time is given that name or is printed with "
             "that word"},
    {.key = "subjects", .type = YTAB_STRINGS, .offset = offsetof(struct rule_file, subjects),
     .help = "words that, in the name of the file, the class or the function or in a text that the "
             "call which starts the clock is given, say that what the rule speaks of is the "
             "subject of the measurement: then it is silent"},
    {.key = NULL},
};

struct rule_loading {
    const char *path;
    const struct model *model;
    struct arena *arena;
    struct diags *diags;
};

#define mistake(loading, at, ...)                                                         \
    diag_add((loading)->diags, DIAG_ERROR, (loading)->path, (at).line, (at).column, __VA_ARGS__)

static void check_words(const struct rule_loading *loading, const struct rule_file *file)
{
    const char *const templates[] = {file->rule.message, file->rule.mend};
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++) {
        const char *unknown = templates[i] ? words_check(templates[i], loading->arena) : NULL;
        if (unknown)
            mistake(loading, file->mark, "there is no placeholder {%s}", unknown);
    }
    const struct edit_template *edits = file->edits.items;
    for (size_t i = 0; i < file->edits.count; i++) {
        const char *unknown = words_check(edits[i].text, loading->arena);
        if (unknown)
            mistake(loading, edits[i].mark, "there is no placeholder {%s}", unknown);
    }
}

static bool is_id(const char *id)
{
    return strlen(id) == 5 && str_starts(id, "BL") && strspn(id + 2, "0123456789") == 3;
}

static void check(const struct rule_loading *loading, const struct rule_file *file)
{
    const char *base = strrchr(loading->path, '/');
    const char *wanted =
        arena_printf(loading->arena, "/%s-%s.yaml", file->rule.id, file->rule.name);
    if (!is_id(file->rule.id))
        mistake(loading, file->mark, "'id' is BL and three digits, not '%.20s'", file->rule.id);
    else if (!base || strcmp(base, wanted) != 0)
        mistake(loading, file->mark, "the file must be called %s", wanted + 1);
    bool all_known = (file->rule.languages & ~model_languages(loading->model)) == 0;
    for (size_t i = 0; all_known && i < file->lazy.count; i++) {
        if (!model_lazy(loading->model, file->lazy.items[i]))
            mistake(loading, file->lazy.marks[i], "no model defines the kind '%s'",
                    file->lazy.items[i]);
    }
    check_words(loading, file);
}

static struct rule_flags pattern_list(const struct ytab_strings *list)
{
    return (struct rule_flags){list->items, list->count};
}

static bool read_rule(const struct rule_loading *loading, struct rule *rule)
{
    struct rule_file file = {.mark = {0}};
    size_t before = loading->diags->errors;
    if (ytab_load_file(loading->path, rule_fields, &file, loading->arena, loading->diags) != 0)
        return false;
    check(loading, &file);
    *rule = file.rule;
    rule->level = (enum finding_level)file.level;
    rule->ceiling = (enum confidence)file.ceiling;
    rule->enabled = !file.is_off;
    rule->edits = file.edits.items;
    rule->edit_count = file.edits.count;
    rule->references = file.references.items;
    rule->reference_count = file.references.count;
    rule->frameworks = file.frameworks.items;
    rule->framework_count = file.frameworks.count;
    rule->claims = file.claims.items;
    rule->claim_count = file.claims.count;
    rule->subjects = file.subjects.items;
    rule->subject_count = file.subjects.count;
    rule->told = file.told.items;
    rule->told_count = file.told.count;
    rule->flags = pattern_list(&file.flags);
    rule->against = pattern_list(&file.against);
    rule->after = pattern_list(&file.after);
    rule->lazy = file.lazy.items;
    rule->lazy_count = file.lazy.count;
    return loading->diags->errors == before;
}

static int is_rule_file(const struct dirent *entry)
{
    return str_starts(entry->d_name, "BL") && str_ends(entry->d_name, ".yaml");
}

static void check_double(const struct rule_loading *loading, const struct rules *rules,
                         const struct rule *rule)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *other = &rules->items[i];
        if (strcmp(other->id, rule->id) == 0 || strcmp(other->name, rule->name) == 0)
            diag_add(loading->diags, DIAG_ERROR, loading->path, 1, 1,
                     "%s %s already exists", other->id, other->name);
    }
}

int rules_load(const char *directory, const struct model *model, struct arena *arena,
               struct rules *rules, struct diags *diags)
{
    struct dirent **entries;
    size_t before = diags->errors;
    int count = scandir(directory, &entries, is_rule_file, alphasort); /* names begin with the id */
    if (count < 0) {
        diag_add(diags, DIAG_ERROR, directory, 0, 0, "cannot read the rules: %s", strerror(errno));
        return -1;
    }
    *rules = (struct rules){.items = ARENA_ARRAY(arena, struct rule, count)};
    for (int i = 0; i < count; i++) {
        struct rule_loading loading = {arena_printf(arena, "%s/%s", directory, entries[i]->d_name),
                                       model, arena, diags};
        struct rule rule;
        if (read_rule(&loading, &rule)) {
            check_double(&loading, rules, &rule);
            rules->items[rules->count++] = rule;
        }
        free(entries[i]);
    }
    free(entries);
    return diags->errors == before ? 0 : -1;
}

const struct rule *rule_find(const struct rules *rules, const char *id_or_name)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->items[i];
        if (strcmp(rule->id, id_or_name) == 0 || strcmp(rule->name, id_or_name) == 0)
            return rule;
    }
    return NULL;
}

bool rule_is_meant(const struct rule *rule, const char *id_prefix_or_name)
{
    bool prefix = str_starts(id_prefix_or_name, "BL") && str_starts(rule->id, id_prefix_or_name);
    return prefix || strcmp(rule->name, id_prefix_or_name) == 0;
}

static bool is_framework_of(const struct rule *rule, const struct region *region)
{
    for (size_t i = 0; i < rule->framework_count; i++)
        if (!strcmp(region->name, rule->frameworks[i]))
            return true;
    return rule->framework_count == 0 || region->kind != REGION_FRAMEWORK;
}

static bool is_timed_so(const struct rule *rule, const struct region *region)
{
    return !rule->clocks || !region->clock || region->clock->clock == CLOCK_NONE ||
           rule->clocks & (1U << (region->clock->clock - 1));
}

static bool is_one_of(const struct rule_flags *flags, const char *flag)
{
    for (size_t i = 0; i < flags->count; i++) {
        size_t length = strcspn(flags->items[i], "*");
        if (!strncmp(flag, flags->items[i], length) && (flags->items[i][length] || !flag[length]))
            return true;
    }
    return false;
}

const char *rule_flag(const struct rule *rule, const char *const *command, size_t count)
{
    const char *found = NULL;
    bool after = rule->after.count == 0;
    for (size_t i = 0; i < count; i++) {
        if (is_one_of(&rule->flags, command[i]))
            found = after ? command[i] : NULL;
        else if (is_one_of(&rule->against, command[i]))
            found = NULL;
        after |= is_one_of(&rule->after, command[i]);
    }
    return found;
}

bool rule_speaks_of(const struct rule *rule, const struct flow_fact *fact,
                    const struct region *region)
{
    if (!(rule->facts & UINT64_C(1) << fact->kind))
        return false;
    if (rule->regions && !(rule->regions & (1U << region->kind)))
        return false;
    if (rule->work && !(rule->work & fact->categories))
        return false;
    if (!is_framework_of(rule, region) || !is_timed_so(rule, region))
        return false;
    for (size_t i = 0; fact->lazy && i < rule->lazy_count; i++) {
        if (strcmp(rule->lazy[i], fact->lazy->name) == 0)
            return true;
    }
    return rule->lazy_count == 0 || !fact->lazy;
}

void rules_list(const struct rules *rules, FILE *stream)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = &rules->items[i];
        fprintf(stream, "%s  %-28s %-8s %s%s\n", rule->id, rule->name,
                finding_level_name(rule->level), rule->summary,
                rule->enabled ? "" : " (not selected by default)");
    }
}

void rule_format_print(FILE *stream)
{
    fputs("# Rule files\n\n"
          "`rules/BLnnn-name.yaml` holds one rule: its words, and which facts it speaks of. "
          "The message and the mend may contain the placeholders listed at the end.\n\n",
          stream);
    ytab_describe(rule_fields, stream);
    fputs("\nPlaceholders:\n\n", stream);
    words_describe(stream);
}
