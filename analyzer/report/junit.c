/* --format junit: a test case for each file, a failure for each finding. */
#include "arena.h"
#include "formats.h"
#include "xml.h"

static void write_finding(struct xml *xml, const struct finding *finding)
{
    struct arena arena = {0};
    const char *text = arena_printf(&arena, "%s:%u:%u: %s: %s [%s]", finding->at.path,
                                    finding->at.line, finding->at.column,
                                    finding_level_name(finding->level), finding->message,
                                    finding->rule);

    if (finding->at.cell)
        text = arena_printf(&arena, "cell %u of %s", finding->at.cell, text);
    xml_start(xml, "failure");
    xml_attribute(xml, "type", "%s", finding->rule);
    xml_attribute(xml, "message", "%s", finding->message);
    xml_text(xml, text);
    xml_end(xml);
    arena_release(&arena);
}

static void write_file(struct xml *xml, const struct file_result *file)
{
    xml_start(xml, "testcase");
    xml_attribute(xml, "classname", "benchlint");
    xml_attribute(xml, "name", "%s", file->path);
    if (file->status == FILE_FAILED) {
        xml_start(xml, "error");
        xml_attribute(xml, "message", "%s", file->reason ? file->reason : "");
        xml_end(xml);
    } else if (file->status == FILE_SKIPPED) {
        xml_start(xml, "skipped");
        xml_end(xml);
    }
    for (size_t i = 0; i < file->finding_count; i++) {
        if (!file->findings[i].suppressed)
            write_finding(xml, &file->findings[i]);
    }
    xml_end(xml);
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
    struct xml *xml = xml_new(stream, true);

    (void)options;
    xml_start(xml, "testsuite");
    xml_attribute(xml, "name", "benchlint");
    xml_attribute(xml, "tests", "%zu", counts.files);
    xml_attribute(xml, "failures", "%zu", files_with_findings(result));
    xml_attribute(xml, "errors", "%zu", counts.status[FILE_FAILED]);
    xml_attribute(xml, "skipped", "%zu", counts.status[FILE_SKIPPED]);
    for (size_t f = 0; f < result->file_count; f++)
        write_file(xml, &result->files[f]);
    xml_close(xml);
}
