/* Results in the forms that people and machines read.  Every writer takes a finished result and a
 * stream; that the stream took it all is the caller's to ask (output_close). */
#ifndef RUNNER_REPORT_H
#define RUNNER_REPORT_H

#include <stdbool.h>
#include <stdio.h>

#include "result.h"

struct report_options {
    bool color; /* text only */
};

typedef void (*report_writer)(const struct run_result *result, const struct report_options *options,
                              FILE *stream);

void report_text(const struct run_result *result, const struct report_options *options,
                 FILE *stream);
void report_json(const struct run_result *result, const struct report_options *options,
                 FILE *stream);
void report_markdown(const struct run_result *result, const struct report_options *options,
                     FILE *stream);
void report_html(const struct run_result *result, const struct report_options *options,
                 FILE *stream);
void report_junit(const struct run_result *result, const struct report_options *options,
                  FILE *stream);
void report_gbench(const struct run_result *result, const struct report_options *options,
                   FILE *stream);

/* The names of the forms (NULL-terminated, for option tables), and their writers in that order. */
extern const char *const report_names[];
extern const report_writer report_writers[];

#endif
