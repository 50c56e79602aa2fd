/* --format gitlab: a Code Quality report. */
#include <jansson.h>

#include "formats.h"

static void add_issue(const struct finding *finding, void *context)
{
    static const char *const severities[] = {
        [LEVEL_NOTE] = "info", [LEVEL_WARNING] = "minor", [LEVEL_ERROR] = "major"};
    json_t *location = json_pack("{so s{si si}}", "path", finding_text(finding->at.path), "lines",
                                 "begin", (int)finding->at.line, "end", (int)finding->at.end_line);

    json_array_append_new(context, json_pack("{so ss so ss so}", "description",
                                             finding_text(finding->message), "check_name",
                                             finding->rule, "fingerprint",
                                             finding_text(finding->fingerprint), "severity",
                                             severities[finding->level], "location", location));
}

void report_gitlab(const struct lint_result *result, const struct report_options *options,
                   FILE *stream)
{
    json_t *issues = json_array();

    (void)options;
    report_each_by_line(result, add_issue, issues);
    json_dumpf(issues, stream, JSON_INDENT(1));
    fputc('\n', stream);
    json_decref(issues);
}
