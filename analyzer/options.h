/* benchlint's command line. */
#ifndef ANALYZER_OPTIONS_H
#define ANALYZER_OPTIONS_H

#include <stdbool.h>

#include "opt.h"

enum fail_on { FAIL_ON_NOTE, FAIL_ON_WARNING, FAIL_ON_ERROR, FAIL_ON_NEVER, FAIL_ON_UNSET };
enum dump { DUMP_NOTHING, DUMP_IR, DUMP_REGIONS, DUMP_FLOW };

struct options {
    const char *build;
    int format; /* enum report_format */
    const char *output;
    const char *select, *ignore; /* comma separated */
    int fail_on;                 /* enum fail_on */
    int min_confidence;          /* 0 certain, 1 likely, 2 possible, 3 unset */
    const char *diff;            /* a revision, "" for the default, NULL: not asked */
    const char *baseline;
    bool update_baseline;
    bool fix, dry_run, unsafe_fixes;
    const char *explain;
    bool list_rules, list_models;
    const char *config;
    const char *python;
    int jobs; /* 0: as many as there are processors */
    const char *confirm; /* "", "all", or NULL: not asked */
    const char *compiler;
    const char *cache;
    bool no_cache;
    bool stats;
    bool allow_incomplete;
    int dump; /* enum dump */
    int color; /* enum color_when */
    bool quiet, verbose, version, help, man, completion;
    bool markdown;     /* hidden: --explain as a page of docs/rules */
    const char *rules; /* hidden: another rules directory */
};

extern const struct program benchlint_program;
/* All options at their defaults. */
struct options options_default(void);
/* Whether fixes are made, or shown by the report. */
bool options_want_fixes(const struct options *options);

#endif
