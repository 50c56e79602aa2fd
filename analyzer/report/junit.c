/* --format junit: a test case for each file, a failure for each finding. */
#include <libxml/xmlwriter.h>

#include "formats.h"

static const xmlChar *xml(const char *text)
{
    return (const xmlChar *)(text ? text : "");
}

static void attribute(xmlTextWriterPtr writer, const char *name, const char *value)
{
    xmlTextWriterWriteAttribute(writer, xml(name), xml(value));
}

static void count_attribute(xmlTextWriterPtr writer, const char *name, size_t value)
{
    xmlTextWriterWriteFormatAttribute(writer, xml(name), "%zu", value);
}

static void write_finding(xmlTextWriterPtr writer, const struct finding *finding)
{
    xmlTextWriterStartElement(writer, xml("failure"));
    attribute(writer, "type", finding->rule);
    attribute(writer, "message", finding->message);
    if (finding->at.cell)
        xmlTextWriterWriteFormatString(writer, "cell %u of ", finding->at.cell);
    xmlTextWriterWriteFormatString(writer, "%s:%u:%u: %s: %s [%s]", finding->at.path,
                                   finding->at.line, finding->at.column,
                                   finding_level_name(finding->level), finding->message,
                                   finding->rule);
    xmlTextWriterEndElement(writer);
}

static void write_file(xmlTextWriterPtr writer, const struct file_result *file)
{
    xmlTextWriterStartElement(writer, xml("testcase"));
    attribute(writer, "classname", "benchlint");
    attribute(writer, "name", file->path);
    if (file->status == FILE_FAILED) {
        xmlTextWriterStartElement(writer, xml("error"));
        attribute(writer, "message", file->reason);
        xmlTextWriterEndElement(writer);
    } else if (file->status == FILE_SKIPPED) {
        xmlTextWriterWriteElement(writer, xml("skipped"), NULL);
    }
    for (size_t i = 0; i < file->finding_count; i++) {
        if (!file->findings[i].suppressed)
            write_finding(writer, &file->findings[i]);
    }
    xmlTextWriterEndElement(writer);
}

static size_t files_with_findings(const struct lint_result *result)
{
    size_t count = 0;

    for (size_t f = 0; f < result->file_count; f++) {
        bool found = false;
        for (size_t i = 0; i < result->files[f].finding_count; i++)
            found |= !result->files[f].findings[i].suppressed;
        count += found;
    }
    return count;
}

void report_junit(const struct lint_result *result, const struct report_options *options,
                  FILE *stream)
{
    struct report_counts counts = report_count(result);
    xmlBufferPtr buffer = xmlBufferCreate();
    xmlTextWriterPtr writer = xmlNewTextWriterMemory(buffer, 0);

    (void)options;
    xmlTextWriterSetIndent(writer, 1);
    xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
    xmlTextWriterStartElement(writer, xml("testsuite"));
    attribute(writer, "name", "benchlint");
    count_attribute(writer, "tests", counts.files);
    count_attribute(writer, "failures", files_with_findings(result));
    count_attribute(writer, "errors", counts.status[FILE_FAILED]);
    count_attribute(writer, "skipped", counts.status[FILE_SKIPPED]);
    for (size_t f = 0; f < result->file_count; f++)
        write_file(writer, &result->files[f]);
    xmlTextWriterEndDocument(writer);
    xmlFreeTextWriter(writer);
    fputs((const char *)xmlBufferContent(buffer), stream);
    xmlBufferFree(buffer);
}
