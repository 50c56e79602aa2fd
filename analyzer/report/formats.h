/* The formats, one function and one file each; and what they share. */
#ifndef ANALYZER_FORMATS_H
#define ANALYZER_FORMATS_H

#include "report.h"

void report_text(const struct lint_result *result, const struct report_options *options,
                 FILE *stream);
void report_json(const struct lint_result *result, const struct report_options *options,
                 FILE *stream);
void report_sarif(const struct lint_result *result, const struct report_options *options,
                  FILE *stream);
/* Workflow commands (`::warning file=...`) that GitHub shows beside the lines. */
void report_github(const struct lint_result *result, const struct report_options *options,
                   FILE *stream);
/* Code Quality: an array of issues. */
void report_gitlab(const struct lint_result *result, const struct report_options *options,
                   FILE *stream);
void report_junit(const struct lint_result *result, const struct report_options *options,
                  FILE *stream);

struct report_counts {
    size_t files, regions, suppressed;
    size_t level[LEVEL_ERROR + 1];
    size_t status[FILE_SKIPPED + 1];
};
struct report_counts report_count(const struct lint_result *result);

/* Every finding that is not suppressed, in order. */
void report_each(const struct lint_result *result,
                 void (*visit)(const struct finding *finding, void *context), void *context);

/* The same for formats that know lines of files only: what stands in a notebook's cell stands at
 * the beginning of the file then, and its message says where. */
void report_each_by_line(const struct lint_result *result,
                         void (*visit)(const struct finding *finding, void *context),
                         void *context);

#endif
