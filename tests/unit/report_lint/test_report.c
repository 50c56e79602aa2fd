#include <criterion/criterion.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

static struct finding_step step = {{"b dir/a.c", 4, 5, 4, 6}, "the clock starts here"};
static struct finding findings[2];
static struct file_result files[2];

static struct lint_result sample(void)
{
    findings[0] = (struct finding){.rule = "BL202",
                                   .name = "dead-accumulator",
                                   .level = LEVEL_WARNING,
                                   .confidence = SURE_CERTAIN,
                                   .at = {"b dir/a.c", 7, 2, 7, 10},
                                   .function = "main",
                                   .message = "100% of it, all: <false> & \"gone\"",
                                   .mend = "print `sum`",
                                   .source_line = "\tsum += i;",
                                   .region = {"timer", 4, 9},
                                   .steps = &step,
                                   .step_count = 1,
                                   .fingerprint = "00ff:1"};
    findings[1] = findings[0];
    findings[1].at.line = 8;
    findings[1].suppressed = "on purpose";
    files[0] = (struct file_result){"b dir/a.c", "c", FILE_ANALYSED, NULL, 1, findings, 2};
    files[1] = (struct file_result){"b.c", "c", FILE_FAILED, "b.c: No such file", 0, NULL, 0};
    return (struct lint_result){files, 2};
}

/* Owned by the caller. */
static char *print(enum report_format format, bool color, bool quiet)
{
    struct lint_result result = sample();
    struct report_rule rule = {"BL202", "dead-accumulator", "summary", "why", LEVEL_WARNING};
    struct report_options options = {.format = format,
                                     .color = color,
                                     .quiet = quiet,
                                     .version = "1.2.3",
                                     .rules = &rule,
                                     .rule_count = 1};
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);

    cr_assert_eq(report_print(&result, &options, stream, NULL), 0);
    fclose(stream);
    return text;
}

Test(report, text_is_complete)
{
    char *text = print(REPORT_TEXT, false, false);

    cr_expect_str_eq(text, "b dir/a.c:7:2: warning: 100% of it, all: <false> & \"gone\" [BL202]\n"
                           "    \tsum += i;\n"
                           "    \t^~~~~~~~\n"
                           "b dir/a.c:4:5: note: the clock starts here\n"
                           "    = help: print `sum`\n"
                           "\n");
    free(text);
}

Test(report, quiet_is_one_line_and_color_is_asked_for)
{
    char *quiet = print(REPORT_TEXT, false, true), *color = print(REPORT_TEXT, true, true);

    cr_expect_str_eq(quiet,
                     "b dir/a.c:7:2: warning: 100% of it, all: <false> & \"gone\" [BL202]\n");
    cr_expect(strstr(color, "\033["));
    free(quiet);
    free(color);
}

Test(report, json_follows_the_contract)
{
    char *text = print(REPORT_JSON, false, false);
    json_t *json = json_loads(text, 0, NULL);
    int suppressed, warnings, count;
    const char *tool, *status, *reason;

    cr_assert(json);
    cr_assert_eq(json_unpack(json, "{ss s{si si si}}", "tool", &tool, "summary", "suppressed",
                             &suppressed, "warning", &warnings, "files", &count),
                 0);
    cr_expect_str_eq(tool, "benchlint");
    cr_expect_eq(suppressed, 1);
    cr_expect_eq(warnings, 1);
    cr_expect_eq(count, 2);
    cr_expect_eq(json_array_size(json_object_get(json, "findings")), 1);
    json_unpack(json_array_get(json_object_get(json, "files"), 1), "{ss ss}", "status", &status,
                "reason", &reason);
    cr_expect_str_eq(status, "failed");
    cr_expect_str_eq(reason, "b.c: No such file");
    json_decref(json);
    free(text);
}

Test(report, sarif_names_places_as_uris_and_tells_what_failed)
{
    char *text = print(REPORT_SARIF, false, false);
    json_t *json = json_loads(text, 0, NULL);
    const char *uri, *version;
    int line, successful;

    cr_assert(json);
    cr_assert_eq(
        json_unpack(json, "{ss s[{s[{s[{s{s{ss} s{si}}}]}] s[{sb}]}]}", "version", &version,
                    "runs", "results", "locations", "physicalLocation", "artifactLocation", "uri",
                    &uri, "region", "startLine", &line, "invocations", "executionSuccessful",
                    &successful),
        0);
    cr_expect_str_eq(version, "2.1.0");
    cr_expect_str_eq(uri, "b%20dir/a.c");
    cr_expect_eq(line, 7);
    cr_expect_eq(successful, 0);
    json_decref(json);
    free(text);
}

Test(report, github_escapes)
{
    char *text = print(REPORT_GITHUB, false, false);

    cr_expect_str_eq(text, "::warning file=b dir/a.c,line=7,col=2,endLine=7,title=BL202 "
                           "dead-accumulator::100%25 of it, all: <false> & \"gone\"%0Aprint `sum`\n");
    free(text);
}

Test(report, gitlab_is_an_array_of_issues)
{
    char *text = print(REPORT_GITLAB, false, false);
    json_t *json = json_loads(text, 0, NULL);
    const char *severity, *fingerprint;
    int begin;

    cr_assert_eq(json_array_size(json), 1);
    cr_assert_eq(json_unpack(json_array_get(json, 0), "{ss ss s{s{si}}}", "severity", &severity,
                             "fingerprint", &fingerprint, "location", "lines", "begin", &begin),
                 0);
    cr_expect_str_eq(severity, "minor");
    cr_expect_str_eq(fingerprint, "00ff:1");
    cr_expect_eq(begin, 7);
    json_decref(json);
    free(text);
}

Test(report, junit_is_well_formed)
{
    char *text = print(REPORT_JUNIT, false, false);
    xmlDocPtr document = xmlReadMemory(text, (int)strlen(text), "report.xml", NULL, 0);
    xmlNodePtr root = xmlDocGetRootElement(document);
    xmlChar *failures = xmlGetProp(root, (const xmlChar *)"failures");
    xmlChar *errors = xmlGetProp(root, (const xmlChar *)"errors");

    cr_assert(document);
    cr_expect_str_eq((const char *)failures, "1");
    cr_expect_str_eq((const char *)errors, "1");
    xmlFree(failures);
    xmlFree(errors);
    xmlFreeDoc(document);
    free(text);
}

Test(report, a_full_disk_is_told)
{
    struct lint_result result = sample();
    struct report_options options = {.format = REPORT_JSON, .version = "1"};
    struct err err = {0};
    FILE *full = fopen("/dev/full", "w");

    cr_assert_eq(report_print(&result, &options, full, &err), -1);
    cr_expect(strstr(err.text, "No space left"), "%s", err.text);
    fclose(full);
}
