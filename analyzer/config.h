/* .benchlint.yaml: what a project says once instead of on every command line. */
#ifndef ANALYZER_CONFIG_H
#define ANALYZER_CONFIG_H

#include "arena.h"
#include "diag.h"
#include "ytab.h"

struct config {
    const char *path; /* of the file, or NULL when there is none */
    int64_t version;
    struct ytab_strings select, ignore;
    int fail_on;        /* enum fail_on; FAIL_ON_UNSET */
    int min_confidence; /* as in struct options; 3: unset */
    const char *python; /* a version or specifier, or NULL */
    const char *build;  /* folder of compile_commands.json, relative to the file; or NULL */
    struct ytab_strings models;     /* more model files, relative to the file */
    struct ytab_strings benchmarks; /* glob patterns of benchmark files, relative to the file */
    struct ytab_strings exclude;    /* glob patterns of what a folder walk leaves out */
};

/* Loads `path`, or with NULL the nearest .benchlint.yaml above the working directory, up to the
 * repository's root.  -1 when it has mistakes (in `diags`) or a named file cannot be read. */
int config_load(const char *path, struct config *config, struct arena *arena,
                struct diags *diags);

/* Whether `path` matches one of the patterns, taken relative to the configuration's folder. */
bool config_matches(const struct config *config, const struct ytab_strings *patterns,
                    const char *path);

#endif
