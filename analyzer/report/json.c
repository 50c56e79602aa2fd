/* --format json: one document, the contract of design.md. */
#include <jansson.h>

#include "formats.h"

static json_t *file_object(const struct file_result *file)
{
    return json_pack("{so so ss so si}", "path", finding_text(file->path), "language",
                     finding_text(file->language), "status", file_status_name(file->status),
                     "reason", finding_text(file->reason), "regions", (int)file->regions);
}

static void add_finding(const struct finding *finding, void *context)
{
    json_array_append_new(context, finding_to_json(finding));
}

static json_t *summary_object(const struct lint_result *result)
{
    struct report_counts counts = report_count(result);

    return json_pack("{si si si si si si}", "files", (int)counts.files, "regions",
                     (int)counts.regions, "error", (int)counts.level[LEVEL_ERROR], "warning",
                     (int)counts.level[LEVEL_WARNING], "note", (int)counts.level[LEVEL_NOTE],
                     "suppressed", (int)counts.suppressed);
}

void report_json(const struct lint_result *result, const struct report_options *options,
                 FILE *stream)
{
    json_t *files = json_array(), *findings = json_array(), *document;

    for (size_t i = 0; i < result->file_count; i++)
        json_array_append_new(files, file_object(&result->files[i]));
    report_each(result, add_finding, findings);
    document = json_pack("{ss ss si so so so}", "tool", "benchlint", "version", options->version,
                         "schema", 1, "files", files, "findings", findings, "summary",
                         summary_object(result));
    json_dumpf(document, stream, JSON_INDENT(1));
    fputc('\n', stream);
    json_decref(document);
}
