/* Where reports go: --format and --output, and any number of --report FORMAT=FILE. */
#ifndef RUNNER_OUTPUTS_H
#define RUNNER_OUTPUTS_H

#include "err.h"
#include "file.h"
#include "opt.h"
#include "result.h"

struct output_options {
    int format;         /* index into report_names */
    const char *output; /* NULL: standard output */
    struct opt_list reports;
    int color; /* enum color_when */
};

/* Rows of an option table whose struct has an output_options at `at`. */
#define OUTPUT_ROWS(at)                                                                 \
    {.name = "format",                                                                  \
     .type = OPT_ENUM,                                                                  \
     .offset = (at) + offsetof(struct output_options, format),                          \
     .argument = "FORMAT",                                                              \
     .choices = report_names,                                                           \
     .group = "Output",                                                                 \
     .help = "of the result"},                                                          \
        {.name = "output",                                                              \
         .letter = 'o',                                                                 \
         .type = OPT_STRING,                                                            \
         .offset = (at) + offsetof(struct output_options, output),                      \
         .argument = "FILE",                                                            \
         .help = "where the result goes, instead of standard output; written at once"}, \
        {.name = "report",                                                              \
         .type = OPT_LIST,                                                              \
         .offset = (at) + offsetof(struct output_options, reports),                     \
         .argument = "FORMAT=FILE",                                                     \
         .help = "the result in another format too; may be given several times"},       \
        {.name = "color",                                                               \
         .type = OPT_ENUM,                                                              \
         .offset = (at) + offsetof(struct output_options, color),                       \
         .argument = "WHEN",                                                            \
         .choices = color_names,                                                        \
         .help = "whether text is coloured"}

extern const char *const color_names[]; /* in the order of enum color_when */

/* -1 and *err when a --report is not FORMAT=FILE with a known format, or the library is missing
 * that a format needs. */
int outputs_check(const struct output_options *options, struct err *err);
/* The --report files alone, as outputs_write writes them. */
int outputs_write_reports(const struct output_options *options, const struct run_result *result,
                          struct err *err);
/* Writes them all, also when one fails; -1 and *err for the first that did. */
int outputs_write(const struct output_options *options, const struct run_result *result,
                  struct err *err);

#endif
