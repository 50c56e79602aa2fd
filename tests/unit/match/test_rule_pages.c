/* The rules in the tree: complete, with fixtures, and with pages that are up to date.  With
 * UPDATE=1 in the environment the pages of docs/rules/ are written instead. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "rule.h"
#include "str.h"

static const char rules_directory[] = SOURCE_DIR "/rules";
static struct arena arena;
static struct diags diags;
static struct model *model;
static struct rules rules;

static void load(void)
{
    model = model_load(SOURCE_DIR "/rules/models", &diags);
    cr_assert(model);
    rules_load(rules_directory, model, &arena, &rules, &diags);
    diag_print(&diags, stderr);
    cr_assert_eq(diags.errors, 0);
    cr_assert_gt(rules.count, 0);
}

static void release(void)
{
    model_free(model);
    diag_release(&diags);
    arena_release(&arena);
}

TestSuite(rules, .init = load, .fini = release);

static const struct {
    unsigned language;
    const char *folder, *ending;
} languages[] = {{MODEL_C, "c", "c"}, {MODEL_CXX, "cxx", "cpp"}, {MODEL_PYTHON, "python", "py"}};

static const char *fixture(const struct rule *rule, size_t language, const char *name)
{
    return arena_printf(&arena, "%s/fixtures/%s/%s-%s/%s.%s", SOURCE_DIR,
                        languages[language].folder, rule->id, rule->name, name,
                        languages[language].ending);
}

/* What only --confirm=all finds is no matter of marked lines: tests/cli/benchlint_confirm. */
static bool needs_compiler(const struct rule *rule)
{
    return rule->facts == UINT64_C(1) << FACT_EMPTIED;
}

Test(rules, each_has_a_bad_and_a_good_fixture_for_each_language)
{
    for (size_t r = 0; r < rules.count; r++) {
        const struct rule *rule = &rules.items[r];
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            if (!(rule->languages & languages[l].language) || needs_compiler(rule))
                continue;
            const char *bad = fixture(rule, l, "bad"), *good = fixture(rule, l, "good");
            cr_expect_eq(access(bad, R_OK), 0, "%s is missing", bad);
            cr_expect_eq(access(good, R_OK), 0, "%s is missing", good);
        }
    }
}

/* Each bad fixture has a marker of its rule, and no good or silent one has any. */
static void check_fixture(const struct rule *rule, const char *path, const char *name)
{
    size_t length;
    struct err err;
    char *text = file_read(path, 1 << 20, &length, &err);
    cr_assert(text, "%s", err.text);
    bool bad = str_starts(name, "bad.") || str_starts(name, "bad-");
    bool known = bad || str_starts(name, "good.") || str_starts(name, "good-") ||
                 str_starts(name, "silent.") || str_starts(name, "silent-");
    cr_expect(known, "%s is neither bad, good nor silent", path);
    if (bad)
        cr_expect(strstr(text, "expect: ") && strstr(strstr(text, "expect: "), rule->id),
                  "%s expects no %s", path, rule->id);
    else
        cr_expect(!strstr(text, "expect: "), "%s expects something", path);
    free(text);
}

static void check_folder(const char *language_folder, const char *name)
{
    const char *path = arena_printf(&arena, "%s/%s", language_folder, name);
    const struct rule *rule = NULL;
    for (size_t r = 0; r < rules.count && !rule; r++) {
        if (strcmp(arena_printf(&arena, "%s-%s", rules.items[r].id, rules.items[r].name), name) ==
            0)
            rule = &rules.items[r];
    }
    cr_assert(rule, "%s belongs to no rule", path);
    DIR *folder = opendir(path);
    cr_assert(folder, "%s is no folder", path);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (*entry->d_name != '.')
            check_fixture(rule, arena_printf(&arena, "%s/%s", path, entry->d_name), entry->d_name);
    }
    closedir(folder);
}

Test(rules, own_every_fixture)
{
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
        const char *path = arena_printf(&arena, "%s/fixtures/%s", SOURCE_DIR, languages[l].folder);
        DIR *folder = opendir(path);
        cr_assert(folder, "%s is missing", path);
        for (struct dirent *entry; (entry = readdir(folder));) {
            if (*entry->d_name != '.')
                check_folder(path, entry->d_name);
        }
        closedir(folder);
    }
}

static char *page_of(const struct rule *rule, bool markdown)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    cr_assert(stream);
    rule_explain(rule, markdown, rules_directory, stream);
    fclose(stream);
    return text;
}

static void write_page(const char *path, const char *text)
{
    FILE *stream = fopen(path, "w");
    cr_assert(stream, "cannot write %s", path);
    fputs(text, stream);
    fclose(stream);
}

/* Takes ownership of `wanted`. */
static void check_page(const char *name, char *wanted)
{
    const char *path = arena_printf(&arena, "%s/docs/%s", SOURCE_DIR, name);
    size_t length;
    struct err err;
    if (getenv("UPDATE"))
        write_page(path, wanted);
    char *found = file_read(path, 1 << 20, &length, &err);
    cr_expect(found && strcmp(found, wanted) == 0,
              "%s is out of date: run this test with UPDATE=1", path);
    free(found);
    free(wanted);
}

Test(rules, have_pages_that_are_up_to_date)
{
    for (size_t r = 0; r < rules.count; r++)
        check_page(arena_printf(&arena, "rules/%s.md", rules.items[r].id),
                   page_of(&rules.items[r], true));
}

static char *printed(void (*print)(FILE *stream))
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    cr_assert(stream);
    print(stream);
    fclose(stream);
    return text;
}

Test(rules, have_formats_that_are_described)
{
    check_page("rule-format.md", printed(rule_format_print));
    check_page("model-format.md", printed(model_format_print));
}

Test(rules, have_pages_of_rules_only)
{
    DIR *folder = opendir(SOURCE_DIR "/docs/rules");
    cr_assert(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        const char *id = arena_printf(&arena, "%.5s", entry->d_name);
        cr_expect(*id == '.' || rule_find(&rules, id), "docs/rules/%s belongs to no rule",
                  entry->d_name);
    }
    closedir(folder);
}

Test(rules, explain_themselves_within_80_columns)
{
    for (size_t r = 0; r < rules.count; r++) {
        char *text = page_of(&rules.items[r], false);
        cr_expect(strstr(text, rules.items[r].id) && strstr(text, "Why:"), "%s",
                  rules.items[r].id);
        char *code = strstr(text, "\nWrong in");
        for (char *line = strtok(text, "\n"); line && (!code || line < code);
             line = strtok(NULL, "\n"))
            cr_expect_leq(strlen(line), 100, "%s: %s", rules.items[r].id, line);
        free(text);
    }
}
