#include <criterion/criterion.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "document.h"
#include "points.h"
#include "report.h"

static struct run_result result;

static void add_sample(struct fixture_result *fixture, int64_t n, double user)
{
    *VEC_ADD(&result.arena, &fixture->samples) = (struct sample){.n = n,
                                                                 .phase = "sweep",
                                                                 .wall = user * 2,
                                                                 .user = user,
                                                                 .sys = 0.001,
                                                                 .maxrss = 9000000,
                                                                 .minflt = 1000};
    fixture->runs++;
}

/* One of each kind, with text that every format must escape. */
static void set_up(void)
{
    static const char *keys[] = {"python"}, *values[] = {"python3"};
    static struct cliff cliff = {.n = 100000,
                                 .bracket_low = 99999,
                                 .exact = true,
                                 .kind = CLIFF_STAIRCASE,
                                 .metric = METRIC_MINFLT,
                                 .ratio = 24.9,
                                 .cpu_ratio = NAN,
                                 .below = {99999, 0.004, 9000000, 1000},
                                 .above = {100000, 0.49, 963000000, 25000}};
    result.seed = 1;
    result.host_json = "{\"cpus\":2}";
    struct fixture_result *lazy = VEC_ADD(&result.arena, &result.fixtures);
    *lazy = (struct fixture_result){.name = "lazy <&|\"",
                                    .variant_keys = keys,
                                    .variant_values = values,
                                    .variant_count = 1,
                                    .verdicts = 1u << VERDICT_CLIFF,
                                    .expected = false,
                                    .seconds = 4.1,
                                    .cliffs = &cliff,
                                    .cliff_count = 1,
                                    .claims = {.present = true,
                                               .n = 99999,
                                               .amount = {[CLAIM_STORED] = 1e9},
                                               .rate = INFINITY,
                                               .checked = true},
                                    .below = {true, "n", 1.02},
                                    .above = {true, "n or n log n", 1.1, 2000000}};
    for (int i = 0; i < 3; i++) {
        add_sample(lazy, 100000, 0.5);
        add_sample(lazy, 1000, 0.1 * (i + 1));
    }
    lazy->samples.items[0].end = SAMPLE_SIGNAL;
    lazy->samples.items[0].status = 11;
    lazy->samples.items[0].output_tail = "first line\nlast words\n";
    *VEC_ADD(&result.arena, &lazy->findings) =
        (struct result_finding){"BR101", RESULT_ERROR, "cost jumps ]]> & *falls*"};
    *VEC_ADD(&result.arena, &result.fixtures) = (struct fixture_result){
        .name = "absent", .status = FIXTURE_SKIPPED, .reason = "not here", .expected = true};
    *VEC_ADD(&result.arena, &result.fixtures) =
        (struct fixture_result){.name = "broken", .status = FIXTURE_FAILED, .reason = "no cc"};
    *VEC_ADD(&result.arena, &result.fixtures) =
        (struct fixture_result){.name = "fine", .verdicts = 1, .expected = true};
}

static void tear_down(void)
{
    arena_release(&result.arena);
}

TestSuite(reports, .init = set_up, .fini = tear_down);

static char *write_report(report_writer writer, bool color)
{
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    struct report_options options = {.color = color};
    writer(&result, &options, stream);
    fclose(stream);
    return text;
}

static json_t *load(char *text)
{
    json_error_t error;
    json_t *document = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    cr_assert_not_null(document, "%d: %s", error.line, error.text);
    free(text);
    return document;
}

static json_t *at(json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    cr_assert_not_null(value, "%s", key);
    return value;
}

Test(reports, json_document)
{
    json_t *document = load(write_report(report_json, false));
    cr_expect_str_eq(json_string_value(at(document, "tool")), "benchrun");
    cr_expect_eq(json_integer_value(at(document, "schema")), 1);
    json_t *lazy = json_array_get(at(document, "fixtures"), 0);
    cr_expect_str_eq(json_string_value(at(at(lazy, "variant"), "python")), "python3");
    cr_expect_str_eq(json_string_value(json_array_get(at(lazy, "verdicts"), 0)), "cliff");
    cr_expect(json_is_false(at(lazy, "expected")));
    json_t *points = at(lazy, "points");
    cr_assert_eq(json_array_size(points), 2, "grouped by size, ascending");
    cr_expect_eq(json_integer_value(at(json_array_get(points, 0), "n")), 1000);
    json_t *samples = at(json_array_get(points, 1), "samples");
    cr_expect_eq(json_array_size(samples), 3);
    cr_expect_eq(json_integer_value(at(json_array_get(samples, 0), "status")), 128 + 11);
    cr_expect(json_is_null(at(json_array_get(samples, 0), "region")));
    json_t *cliff = json_array_get(at(lazy, "cliffs"), 0);
    cr_expect_eq(json_integer_value(at(cliff, "n")), 100000);
    cr_expect(json_is_true(at(cliff, "exact")));
    cr_expect_str_eq(json_string_value(at(cliff, "kind")), "staircase");
    cr_expect(json_is_null(at(cliff, "cpuRatio")), "NaN never");
    cr_expect(json_is_null(at(at(lazy, "claims"), "rate")), "Infinity never");
    cr_expect(json_is_false(at(at(lazy, "claims"), "materialised")));
    json_t *above = at(at(lazy, "scaling"), "above");
    cr_expect_str_eq(json_string_value(at(above, "class")), "n or n log n");
    cr_expect_eq(json_object_size(above), 2);
    cr_expect(
        json_is_null(at(at(json_array_get(at(document, "fixtures"), 3), "scaling"), "above")));
    json_t *skipped = json_array_get(at(document, "fixtures"), 1);
    cr_expect_str_eq(json_string_value(at(skipped, "reason")), "not here");
    json_t *summary = at(document, "summary");
    static const char *const keys[] = {"expected", "unexpected", "failed", "skipped"};
    for (size_t i = 0; i < 4; i++)
        cr_expect_eq(json_integer_value(at(summary, keys[i])), 1, "%s", keys[i]);
    json_decref(document);
}

/* Reads the text as a document; -1 and one diagnostic when it is none. */
static int read_back(const char *text, struct run_result *back, struct diags *diags)
{
    char path[] = "/tmp/test_reports-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    fputs(text, file);
    fclose(file);
    int status = document_read(path, back, diags);
    unlink(path);
    return status;
}

Test(reports, a_document_is_read_back_whole)
{
    static const char *chain[] = {"main", "flush"};
    struct fixture_result *lazy = &result.fixtures.items[0];
    lazy->cliffs[0].blame = (struct blame){true, "flush", "memmove", chain, 2, 0.97, NULL};
    lazy->samples.items[1].region = (struct sample_region){true, 0.5, 0.25, 1, 2, 3, 0xabc, 0};
    lazy->cliffs[0].below.count = (struct sample_count){true, 1, 2, 3};
    double times[] = {0.5, 0.25};
    *VEC_ADD(&result.arena, &lazy->comparisons) =
        (struct comparison){5, times, times, 2, 1, 1.5, 1.25, 1.75, 0.125, true, CHANGE_REGRESSION};
    result.shard = 1;
    result.shards = 4;
    result.plan = 0xfedcba9876543210;
    struct run_result back = {0};
    struct diags diags = {0};
    char *before = write_report(report_json, false);
    int status = read_back(before, &back, &diags);
    diag_print(&diags, stderr);
    cr_assert_eq(status, 0);
    arena_release(&result.arena);
    result = back;
    char *after = write_report(report_json, false);
    cr_expect_str_eq(after, before);
    free(before);
    free(after);
}

Test(reports, a_damaged_document_is_told)
{
    static const char *const texts[] = {
        "",
        "[]",
        "{",
        "{\"tool\":\"benchlint\"}",
        "{\"tool\":\"benchrun\"}",
        "{\"tool\":\"benchrun\",\"schema\":99}",
        "{\"tool\":\"benchrun\",\"schema\":1,\"seed\":1,\"fixtures\":[{}]}",
        "{\"tool\":\"benchrun\",\"schema\":1,\"seed\":1,\"fixtures\":[],\"shard\":5}",
        "{\"tool\":\"benchrun\",\"schema\":1,\"seed\":1,\"fixtures\":{}}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct run_result back = {0};
        struct diags diags = {0};
        cr_expect_eq(read_back(texts[i], &back, &diags), -1, "%s", texts[i]);
        cr_expect_eq(diags.errors, 1, "%s", texts[i]);
        diag_release(&diags);
        arena_release(&back.arena);
    }
}

/* Whatever is cut out of a document, reading it ends well. */
Test(reports, a_cut_document_is_survived)
{
    char *text = write_report(report_json, false);
    size_t length = strlen(text);
    for (size_t cut = 0; cut < length; cut += 37) {
        struct run_result back = {0};
        struct diags diags = {0};
        char saved = text[cut];
        text[cut] = saved == '1' ? 'x' : '1';
        if (read_back(text, &back, &diags) != 0)
            cr_expect_eq(diags.errors, 1);
        text[cut] = saved;
        diag_release(&diags);
        arena_release(&back.arena);
    }
    free(text);
}

Test(reports, google_benchmark_document)
{
    json_t *document = load(write_report(report_gbench, false));
    cr_expect_eq(json_integer_value(at(at(document, "context"), "json_schema_version")), 1);
    json_t *benchmarks = at(document, "benchmarks");
    cr_assert_eq(json_array_size(benchmarks), 5, "the run that failed has no time");
    json_t *first = json_array_get(benchmarks, 0);
    cr_expect_str_eq(json_string_value(at(first, "name")), "lazy <&|\" [python=python3]/1000");
    cr_expect_float_eq(json_real_value(at(first, "cpu_time")), 0.101e9, 1);
    cr_expect_str_eq(json_string_value(at(first, "time_unit")), "ns");
    cr_expect_eq(json_integer_value(at(first, "repetitions")), 3);
    json_decref(document);
}

Test(reports, junit_is_xml)
{
    char *text = write_report(report_junit, false);
    xmlDocPtr document = xmlReadMemory(text, (int)strlen(text), "junit", NULL, 0);
    cr_assert_not_null(document);
    cr_expect_not_null(strstr(text, "tests=\"4\" failures=\"1\" errors=\"1\" skipped=\"1\""));
    cr_expect_not_null(strstr(text, "<failure message=\"cliff\">"));
    cr_expect_not_null(strstr(text, "<error message=\"no cc\"/>"));
    xmlFreeDoc(document);
    xmlCleanupParser();
    free(text);
}

Test(reports, html_is_whole)
{
    char *text = write_report(report_html, false);
    xmlDocPtr document = xmlReadMemory(text, (int)strlen(text), "page", NULL, 0);
    cr_assert_not_null(document);
    cr_expect_not_null(strstr(text, "lazy &lt;&amp;|"));
    cr_expect_not_null(strstr(text, "cost jumps ]]&gt; &amp; *falls*"));
    cr_expect_not_null(strstr(text, "<polyline class=\"median\""));
    cr_expect_not_null(strstr(text, ">n = 100000</text>"));
    cr_expect_null(strstr(text, "nan"), "no number that is none");
    cr_expect_null(strstr(text, "inf"));
    cr_expect_null(strstr(text, "<script"));
    xmlFreeDoc(document);
    xmlCleanupParser();
    free(text);
}

static size_t occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        count++;
    return count;
}

/* Boxes as wide as their share, names escaped, what is new marked; a stack that has no box of its
 * own is still counted. */
Test(reports, html_has_a_flame_graph_of_each_side)
{
    static const char *quick[] = {"main", "write<T>"};
    static const char *slow[] = {"main", "write<T>", "flush"};
    static struct folded_stack below[] = {{quick, 2, 3}, {quick, 1, 1}};
    static struct folded_stack above[] = {{slow, 3, 90}, {quick, 2, 10}};
    struct cliff *cliff = &result.fixtures.items[0].cliffs[0];
    cliff->blame = (struct blame){.unavailable = "no function is there above the cliff only",
                                  .below = {below, 2, 4, "CPU time"},
                                  .above = {above, 2, 100, "page faults"}};
    char *text = write_report(report_html, false);
    cliff->blame = (struct blame){0};
    xmlDocPtr document = xmlReadMemory(text, (int)strlen(text), "page", NULL, 0);
    cr_assert_not_null(document);
    cr_expect_eq(occurrences(text, "<svg class=\"flame\""), 2);
    cr_expect_not_null(strstr(text, "n = 99999: 4 samples of CPU time"));
    cr_expect_not_null(strstr(text, "n = 100000: 100 samples of page faults"));
    cr_expect_not_null(strstr(text, "<title>write&lt;T&gt;: 3 of 4 (75.0 %)</title>"));
    cr_expect_not_null(strstr(text, "<title>flush: 90 of 100 (90.0 %)</title>"));
    cr_expect_eq(occurrences(text, "<g class=\"new\">"), 1, "flush alone");
    cr_expect_eq(occurrences(text, "<g class=\"old\">"), 4);
    cr_expect_not_null(strstr(text, "width=\"575.5\""), "0.9 of 640, less the gap");
    cr_expect_not_null(strstr(text, "Who is to blame is not known: no function"));
    cr_expect_null(strstr(text, "<script"));
    xmlFreeDoc(document);
    xmlCleanupParser();
    free(text);
}

Test(reports, what_would_name_more_is_told)
{
    static const char *chain[] = {"main", "python3.11+0x10"};
    struct cliff *cliff = &result.fixtures.items[0].cliffs[0];
    cliff->blame = (struct blame){.present = true,
                                  .cause = "main",
                                  .mechanism = "python3.11+0x10",
                                  .chain = chain,
                                  .chain_length = 2,
                                  .share = 0.5,
                                  .wanted = "the debug symbols of python3.11"};
    char *text = write_report(report_text, false);
    char *page = write_report(report_html, false);
    cliff->blame = (struct blame){0};
    cr_expect_not_null(strstr(text, "more would be named with the debug symbols of python3.11\n"));
    cr_expect_not_null(strstr(page, "named with the debug symbols of python3.11."));
    free(text);
    free(page);
}

Test(reports, markdown_is_escaped)
{
    char *text = write_report(report_markdown, false);
    cr_expect_not_null(
        strstr(text, "| lazy \\<&\\|\" \\[python=python3\\] | unexpected | cliff |"));
    cr_expect_not_null(strstr(text, "n = 100000"));
    cr_expect_not_null(strstr(text, "\\*falls\\*"));
    free(text);
}

Test(reports, text_says_it_all)
{
    static const char *const parts[] = {
        "lazy <&|\" [python=python3]: unexpected (cliff)\n",
        "100000",
        "[BR101]",
        "its last words at n = 100000: last words\n",
        "absent: skipped: not here\n",
        "broken: failed: no cc\n",
        "grows as n (exponent 1.02) below the cliff, n or n log n (exponent 1.10) above it\n",
        "a sweep up to n = 2000000 would rule some of these classes out\n",
        "4 fixtures: 1 as expected, 1 unexpected, 1 failed, 1 skipped\n"};
    char *text = write_report(report_text, false);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        cr_expect_not_null(strstr(text, parts[i]), "%s", parts[i]);
    cr_expect_null(strchr(text, '\033'));
    free(text);
    text = write_report(report_text, true);
    cr_expect_not_null(strchr(text, '\033'));
    free(text);
}

Test(reports, units)
{
    static const struct {
        double value;
        const char *seconds, *bytes;
    } rows[] = {
        {0, "0 ns", "0 B"},
        {1e-9, "1 ns", "0 B"},
        {4.312e-3, "4.31 ms", "0 B"},
        {0.9996, "1.00 s", "1 B"},
        {12.34, "12.3 s", "12 B"},
        {999.6, "1000 s", "1.00 kB"},
        {123456, "123456 s", "123 kB"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_expect_str_eq(seconds_text(rows[i].value, &result.arena), rows[i].seconds);
        cr_expect_str_eq(bytes_text(rows[i].value, &result.arena), rows[i].bytes);
    }
}

Test(reports, every_format_has_a_writer)
{
    size_t count = 0;
    while (report_names[count]) {
        char *text = write_report(report_writers[count], false);
        cr_expect_gt(strlen(text), 50, "%s", report_names[count]);
        free(text);
        count++;
    }
    cr_expect_eq(count, 6);
}
