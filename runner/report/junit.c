/* JUnit XML, which every CI system shows: one test case for each fixture in each variant. */
#include <libxml/xmlwriter.h>

#include "points.h"
#include "report.h"

static const xmlChar *xml(const char *text)
{
    return (const xmlChar *)text;
}

static void attribute(xmlTextWriterPtr writer, const char *name, const char *value)
{
    xmlTextWriterWriteAttribute(writer, xml(name), xml(value));
}

static void count(xmlTextWriterPtr writer, const char *name, size_t value, struct arena *arena)
{
    attribute(writer, name, arena_printf(arena, "%zu", value));
}

static const char *messages(const struct fixture_result *fixture, struct arena *arena)
{
    const char *all = "";
    for (size_t i = 0; i < fixture->findings.count; i++)
        all = arena_printf(arena, "%s%s [%s]\n", all, fixture->findings.items[i].message,
                           fixture->findings.items[i].rule);
    return all;
}

static void write_outcome(xmlTextWriterPtr writer, const struct fixture_result *fixture,
                          struct arena *arena)
{
    static const char *const elements[] = {
        [FIXTURE_OK] = "failure", [FIXTURE_FAILED] = "error", [FIXTURE_SKIPPED] = "skipped"};
    if (fixture->status == FIXTURE_OK && fixture->expected)
        return;
    xmlTextWriterStartElement(writer, xml(elements[fixture->status]));
    attribute(writer, "message",
              fixture->status == FIXTURE_OK ? verdicts_text(fixture->verdicts, arena)
              : fixture->reason             ? fixture->reason
                                            : "");
    if (fixture->findings.count)
        xmlTextWriterWriteString(writer, xml(messages(fixture, arena)));
    xmlTextWriterEndElement(writer);
}

static void write_case(xmlTextWriterPtr writer, const struct fixture_result *fixture,
                       struct arena *arena)
{
    xmlTextWriterStartElement(writer, xml("testcase"));
    attribute(writer, "classname", "benchrun");
    attribute(writer, "name", fixture_title(fixture, arena));
    attribute(writer, "time", arena_printf(arena, "%.3f", fixture->seconds));
    write_outcome(writer, fixture, arena);
    xmlTextWriterEndElement(writer);
}

void report_junit(const struct run_result *result, const struct report_options *options,
                  FILE *stream)
{
    (void)options;
    struct arena arena = {0};
    struct summary summary = summary_of(result);
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr writer = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;
    if (!writer)
        die("out of memory");
    xmlTextWriterSetIndent(writer, 1);
    xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
    xmlTextWriterStartElement(writer, xml("testsuites"));
    xmlTextWriterStartElement(writer, xml("testsuite"));
    attribute(writer, "name", "benchrun");
    count(writer, "tests", summary.fixtures, &arena);
    count(writer, "failures", summary.unexpected, &arena);
    count(writer, "errors", summary.failed, &arena);
    count(writer, "skipped", summary.skipped, &arena);
    for (size_t i = 0; i < result->fixtures.count; i++)
        write_case(writer, &result->fixtures.items[i], &arena);
    xmlTextWriterEndDocument(writer);
    xmlFreeTextWriter(writer);
    fputs((const char *)xmlBufferContent(buffer), stream);
    xmlBufferFree(buffer);
    arena_release(&arena);
}
