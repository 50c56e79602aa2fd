#include <criterion/criterion.h>
#include <string.h>

#include "finding.h"

static struct finding make(const char *rule, uint32_t line, const char *source)
{
    return (struct finding){.rule = rule,
                            .name = "a-name",
                            .level = LEVEL_ERROR,
                            .confidence = SURE_LIKELY,
                            .at = {"a.c", line, 3, line, 9},
                            .function = "main",
                            .message = "the number is false",
                            .mend = "do it \"right\"",
                            .source_line = source};
}

Test(finding, sorted_without_doubles)
{
    struct finding list[] = {make("BL203", 9, "x"), make("BL202", 9, "x"), make("BL202", 2, "x"),
                             make("BL202", 9, "x")};

    cr_assert_eq(finding_sort(list, 4), 3);
    cr_expect_eq(list[0].at.line, 2);
    cr_expect_str_eq(list[1].rule, "BL202");
    cr_expect_str_eq(list[2].rule, "BL203");
    cr_expect_eq(finding_sort(list, 0), 0);
}

Test(finding, fingerprint_outlives_moved_lines)
{
    struct arena arena = {0};
    struct finding before = make("BL202", 9, "  sum += i;");
    struct finding after = make("BL202", 40, "sum +=  i;");
    struct finding other = make("BL203", 9, "  sum += i;");
    struct finding twins[] = {make("BL202", 1, "s += i;"), make("BL202", 2, "s += i;")};

    finding_fingerprint(&before, 1, &arena);
    finding_fingerprint(&after, 1, &arena);
    finding_fingerprint(&other, 1, &arena);
    finding_fingerprint(twins, 2, &arena);
    cr_expect_str_eq(before.fingerprint, after.fingerprint);
    cr_expect_str_neq(before.fingerprint, other.fingerprint);
    cr_expect_str_neq(twins[0].fingerprint, twins[1].fingerprint);
    arena_release(&arena);
}

Test(finding, survives_the_way_through_json)
{
    struct arena arena = {0};
    struct finding_step step = {{"a.c", 4, 5, 4, 6}, "the clock starts here"};
    struct finding_edit edit = {{"a.c", 15, 1, 15, 1}, "fflush(out);\n"};
    struct finding sent = make("BL101", 7, "\tcaf\xe9");
    struct file_result file = {"a.c", "c", FILE_INCOMPLETE, "3:1: no header", 2, &sent, 1};
    struct file_result got;
    struct err err = {0};
    json_t *json;

    sent.steps = &step;
    sent.step_count = 1;
    sent.edits = &edit;
    sent.edit_count = 1;
    sent.has_fix = sent.fix_is_safe = true;
    sent.region.kind = "timer";
    sent.region.line = 4;
    sent.region.end_line = 9;
    sent.suppressed = "on purpose";
    json = finding_file_to_json(&file);
    cr_assert_eq(finding_file_from_json(json, &got, &arena, &err), 0, "%s", err.text);
    json_decref(json);
    cr_expect_eq(got.status, FILE_INCOMPLETE);
    cr_expect_str_eq(got.reason, "3:1: no header");
    cr_expect_eq(got.regions, 2);
    cr_assert_eq(got.finding_count, 1);
    cr_expect_str_eq(got.findings[0].mend, sent.mend);
    cr_expect_str_eq(got.findings[0].source_line, "\tcaf?", "a byte that is not UTF-8");
    cr_expect_str_eq(got.findings[0].suppressed, "on purpose");
    cr_expect_eq(got.findings[0].level, LEVEL_ERROR);
    cr_expect_eq(got.findings[0].confidence, SURE_LIKELY);
    cr_expect_eq(got.findings[0].region.end_line, 9);
    cr_expect_str_eq(got.findings[0].steps[0].message, step.message);
    cr_expect_eq(got.findings[0].edits[0].at.line, 15);
    cr_expect(got.findings[0].fix_is_safe);
    arena_release(&arena);
}

Test(finding, damaged_json_is_refused)
{
    static const char *const rows[] = {
        "{}", "[]", "{\"path\":\"a\",\"language\":\"c\",\"status\":9,\"findings\":[]}",
        "{\"path\":\"a\",\"language\":\"c\",\"status\":0,\"findings\":[{}]}",
        "{\"path\":1,\"language\":\"c\",\"status\":0,\"findings\":[]}"};
    struct arena arena = {0};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *json = json_loads(rows[i], 0, NULL);
        struct file_result got;
        struct err err = {0};

        cr_expect_eq(finding_file_from_json(json, &got, &arena, &err), -1, "row %zu", i);
        cr_expect(err.text[0], "row %zu has no message", i);
        json_decref(json);
    }
    arena_release(&arena);
}

Test(finding, json_has_the_contract_s_keys)
{
    static const char *const keys[] = {"rule",    "name",      "level",     "confidence", "path",
                                       "line",    "column",    "endLine",   "endColumn",
                                        "function",
                                       "message", "region",    "trace",     "confirmed",  "fix",
                                       "fingerprint"};
    struct finding finding = make("BL202", 9, "x");
    json_t *json = finding_to_json(&finding);

    cr_expect_eq(json_object_size(json), sizeof keys / sizeof *keys);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        cr_expect(json_object_get(json, keys[i]), "%s is missing", keys[i]);
    cr_expect(json_is_null(json_object_get(json, "confirmed")));
    cr_expect(json_is_null(json_object_get(json, "region")));
    json_decref(json);
}
