/* JUnit XML, which every CI system shows: one test case for each fixture in each variant. */
#include "points.h"
#include "report.h"
#include "xml.h"

static const char *messages(const struct fixture_result *fixture, struct arena *arena)
{
    const char *all = "";
    for (size_t i = 0; i < fixture->findings.count; i++)
        all = arena_printf(arena, "%s%s [%s]\n", all, fixture->findings.items[i].message,
                           fixture->findings.items[i].rule);
    return all;
}

static void write_outcome(struct xml *xml, const struct fixture_result *fixture,
                          struct arena *arena)
{
    static const char *const elements[] = {
        [FIXTURE_OK] = "failure", [FIXTURE_FAILED] = "error", [FIXTURE_SKIPPED] = "skipped"};
    if (fixture->status == FIXTURE_OK && fixture->expected)
        return;
    xml_start(xml, elements[fixture->status]);
    xml_attribute(xml, "message", "%s",
                  fixture->status == FIXTURE_OK ? verdicts_text(fixture->verdicts, arena)
                  : fixture->reason             ? fixture->reason
                                                : "");
    if (fixture->findings.count)
        xml_text(xml, messages(fixture, arena));
    xml_end(xml);
}

static void write_case(struct xml *xml, const struct fixture_result *fixture,
                       struct arena *arena)
{
    xml_start(xml, "testcase");
    xml_attribute(xml, "classname", "benchrun");
    xml_attribute(xml, "name", "%s", fixture_title(fixture, arena));
    xml_attribute(xml, "time", "%.3f", fixture->seconds);
    write_outcome(xml, fixture, arena);
    xml_end(xml);
}

void report_junit(const struct run_result *result, const struct report_options *options,
                  FILE *stream)
{
    (void)options;
    struct arena arena = {0};
    struct summary summary = summary_of(result);
    struct xml *xml = xml_new(stream, true);
    xml_start(xml, "testsuites");
    xml_start(xml, "testsuite");
    xml_attribute(xml, "name", "benchrun");
    xml_attribute(xml, "tests", "%zu", summary.fixtures);
    xml_attribute(xml, "failures", "%zu", summary.unexpected);
    xml_attribute(xml, "errors", "%zu", summary.failed);
    xml_attribute(xml, "skipped", "%zu", summary.skipped);
    for (size_t i = 0; i < result->fixtures.count; i++)
        write_case(xml, &result->fixtures.items[i], &arena);
    xml_close(xml);
    arena_release(&arena);
}
