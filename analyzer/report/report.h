/* Prints results; sees findings only. */
#ifndef ANALYZER_REPORT_H
#define ANALYZER_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "err.h"
#include "finding.h"

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_SARIF, REPORT_GITHUB, REPORT_GITLAB,
                     REPORT_JUNIT };

/* What a format tells of a rule beside its findings (SARIF). */
struct report_rule {
    const char *id, *name, *summary, *why;
    enum finding_level level;
};

struct report_options {
    enum report_format format;
    bool color;
    bool quiet;      /* text: no source lines, no trace */
    const char *version;
    const struct report_rule *rules;
    size_t rule_count;
};

/* Writes the whole report; 0, or -1 with a message when the stream failed. */
int report_print(const struct lint_result *result, const struct report_options *options,
                 FILE *stream, struct err *err);
/* A line for each file that was not analysed, or only in part: why. */
void report_gaps(const struct lint_result *result, FILE *stream);
/* One line: how many files, regions, findings, files not analysed. */
void report_summary(const struct lint_result *result, FILE *stream);

#endif
