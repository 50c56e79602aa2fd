/* One source file from text to findings. */
#ifndef ANALYZER_ANALYSE_H
#define ANALYZER_ANALYSE_H

#include "collect.h"
#include "evidence.h"
#include "finding.h"
#include "front.h"
#include "match.h"
#include "model.h"
#include "options.h"
#include "prefilter.h"
#include "pyversion.h"
#include "rule.h"

/* Benchmarks are written by people; what is larger was generated, or is not source.  The largest
 * of some 1800 Python files looked at had 1.3 MB, sqlite3.c has 9 MB. */
enum { SOURCE_BYTES_MAX = 16 << 20 };

/* What is the same for every file of a run. */
struct analysis {
    struct front *front;
    const struct model *model;
    const struct rules *rules;
    struct match_options match;
    const struct prefilter *words; /* of what is measured in C and C++; for headers */
    struct pyversion python; /* from the command line or the configuration; source NULL: ask the
                                file's project */
    bool wants_fixes; /* else none is left in the results */
    bool confirm; /* ask the compiler */
    struct evidence_options evidence;
    enum dump dump;
};

/* Analyses one file.  Never fails: what went wrong is the result's status and reason.  The result
 * and its texts are in `arena`. */
struct file_result analyse_file(const struct analysis *analysis, const struct source_file *file,
                                struct arena *arena);

/* The same for a text that need not be that of the file.  Fixes are not checked. */
struct file_result analyse_text(const struct analysis *analysis, const struct source_file *file,
                                const char *source, size_t length, struct arena *arena);

/* A text's hash, as file_result.content has it. */
const char *analyse_content(const char *source, size_t length, struct arena *arena);

/* The text of a file, NUL-terminated and malloc'ed; or NULL when it cannot be analysed, which
 * *result says.  Otherwise *result is that of a file without regions. */
char *analyse_read(const struct source_file *file, size_t *length, struct file_result *result,
                   struct arena *arena);

/* The target versions of a Python file: what was said for the run, else by its project. */
struct pyversion analyse_python(const struct analysis *analysis, const struct source_file *file,
                                struct arena *arena);

/* Whether a header that a file includes can hold findings of interest to the user: see
 * front_options.  `analysis` is a struct analysis. */
bool analyse_wants_header(const void *analysis, const char *path, const char *text, size_t length);

enum model_language analyse_language(enum front_kind kind);

/* The result of a file that could not be analysed; `reason` must live as long. */
struct file_result analyse_failure(const struct source_file *file, const char *reason);

#endif
