/* Rules that are wrong, and what names mean. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rule.h"
#include "str.h"
#include "wording.h"

static struct arena arena;
static struct diags diags;

static void release(void)
{
    diag_release(&diags);
    arena_release(&arena);
}

TestSuite(rule, .fini = release);

#define GOOD                                                                              \
    "id: BL999\nname: test\nsince: \"0.1\"\nlevel: note\nlanguages: [c]\nsummary: s\n"    \
    "message: m\nwhy: w\nmend: n\n"

/* Loads one rule file of this text; the messages come without the path. */
static const char *first_complaint(const char *name, const char *text, struct rules *rules)
{
    char folder[] = "/tmp/test_rule.XXXXXX";
    cr_assert(mkdtemp(folder));
    const char *path = arena_printf(&arena, "%s/%s", folder, name);
    FILE *stream = fopen(path, "w");
    cr_assert(stream);
    fputs(text, stream);
    fclose(stream);
    struct model *model = model_load(SOURCE_DIR "/rules/models", &diags);
    rules_load(folder, model, &arena, rules, &diags);
    model_free(model);
    unlink(path);
    rmdir(folder);
    return diags.list.count ? diags.list.items[0].text : "";
}

Test(rule, loads_with_its_defaults)
{
    struct rules rules = {0};
    cr_assert_str_eq(first_complaint("BL999-test.yaml", GOOD, &rules), "");
    cr_assert_eq(rules.count, 1);
    cr_assert(rules.items[0].enabled);
    cr_assert_eq(rules.items[0].ceiling, CONFIDENCE_CERTAIN);
    cr_assert_eq(rule_find(&rules, "test"), &rules.items[0]);
    cr_assert_eq(rule_find(&rules, "BL999"), &rules.items[0]);
    cr_assert_null(rule_find(&rules, "BL99"));
}

Test(rule, is_refused_when_it_is_wrong)
{
    static const struct {
        const char *file, *text, *complaint;
    } rows[] = {
        {"BL999-test.yaml", GOOD "facts: [deed]\n", "'deed' is not one of"},
        {"BL999-test.yaml", GOOD "regions: [time]\n", "'time' is not one of"},
        {"BL999-test.yaml", GOOD "lazy: [nothing]\n", "no model defines the kind 'nothing'"},
        {"BL999-test.yaml", GOOD "colour: red\n", "unknown key 'colour'"},
        {"BL999-other.yaml", GOOD, "the file must be called BL999-test.yaml"},
        {"BL999-test.yaml", "id: BL999\n", "key 'name' is missing"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct rules rules = {0};
        release();
        diags = (struct diags){0};
        const char *complaint = first_complaint(rows[i].file, rows[i].text, &rules);
        cr_expect(strstr(complaint, rows[i].complaint), "row %zu: %s", i, complaint);
        cr_expect_gt(diags.list.items[0].line, 0, "row %zu", i);
    }
}

Test(rule, may_only_use_placeholders_that_exist)
{
    struct rules rules = {0};
    const char *text = "id: BL999\nname: test\nsince: \"0.1\"\nlevel: note\nlanguages: [c]\n"
                       "summary: s\nmessage: \"{objekt}\"\nwhy: w\nmend: n\n";
    cr_assert_str_eq(first_complaint("BL999-test.yaml", text, &rules),
                     "there is no placeholder {objekt}");
    cr_assert_eq(rules.count, 0);
}

Test(rule, is_meant_by_its_id_a_beginning_of_it_or_its_name)
{
    struct rule rule = {.id = "BL202", .name = "dead-accumulator"};
    cr_expect(rule_is_meant(&rule, "BL202"));
    cr_expect(rule_is_meant(&rule, "BL2"));
    cr_expect(rule_is_meant(&rule, "dead-accumulator"));
    cr_expect_not(rule_is_meant(&rule, "BL1"));
    cr_expect_not(rule_is_meant(&rule, "dead"));
    cr_expect_not(rule_is_meant(&rule, "B"));
    cr_expect_not(rule_is_meant(&rule, ""));
}

Test(rule, speaks_of_its_facts_regions_and_kinds)
{
    const char *kinds[] = {"stdio-stream"}, *frameworks[] = {"pyperf"};
    struct lazy_kind stdio = {.name = "stdio-stream"}, other = {.name = "other"};
    struct rule rule = {.facts = UINT64_C(1) << FACT_PENDING, .regions = 1U << REGION_TIMER,
                        .lazy = kinds, .lazy_count = 1};
    struct region timer = {.kind = REGION_TIMER, .name = "pyperf"};
    struct region program = {.kind = REGION_PROGRAM, .name = "main"};
    struct region framework = {.kind = REGION_FRAMEWORK, .name = "pyperf"};
    struct flow_fact pending = {.kind = FACT_PENDING, .lazy = &stdio};
    struct flow_fact late = {.kind = FACT_REALIZED_LATE, .lazy = &stdio};
    struct flow_fact of_other = {.kind = FACT_PENDING, .lazy = &other};
    cr_expect(rule_speaks_of(&rule, &pending, &timer));
    cr_expect_not(rule_speaks_of(&rule, &pending, &program));
    cr_expect_not(rule_speaks_of(&rule, &late, &timer));
    cr_expect_not(rule_speaks_of(&rule, &of_other, &timer));
    rule.lazy_count = 0;
    rule.regions = 0;
    cr_expect(rule_speaks_of(&rule, &of_other, &program));
    rule.frameworks = frameworks;
    rule.framework_count = 1;
    cr_expect(rule_speaks_of(&rule, &pending, &framework));
    cr_expect(rule_speaks_of(&rule, &pending, &timer), "only frameworks are chosen among");
    framework.name = "asv";
    cr_expect_not(rule_speaks_of(&rule, &pending, &framework));
}

Test(rule, words_fill_placeholders)
{
    struct words words = {.object = "out", .time = "the time"};
    cr_expect_str_eq(words_expand("{time} of `{object}`.", &words, &arena), "the time of `out`.");
    cr_expect_str_eq(words_expand("{callee}", &words, &arena), "it");
    cr_expect_str_eq(words_expand("a { b", &words, &arena), "a { b");
    cr_expect_str_eq(words_expand("", &words, &arena), "");
    cr_expect_null(words_check("{object} {time}", &arena));
    cr_expect_str_eq(words_check("{object} {tiem}", &arena), "tiem");
}
