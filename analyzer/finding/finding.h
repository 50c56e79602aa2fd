/* A finding: what is told to the user, free of any knowledge of how it was found.  It owns copies
 * of all its texts (in the arena it was made with), so it outlives the analysis of its file. */
#ifndef ANALYZER_FINDING_H
#define ANALYZER_FINDING_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "err.h"

enum finding_level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };
enum finding_confidence { SURE_CERTAIN, SURE_LIKELY, SURE_POSSIBLE };

struct finding_place {
    const char *path;
    uint32_t line, column, end_line, end_column; /* from 1, columns in bytes, end exclusive */
    uint32_t cell; /* of a notebook, from 1, in which the lines are counted; else 0 */
};

struct finding_step {
    struct finding_place at;
    const char *message;
};

struct finding_edit {
    struct finding_place at; /* what is replaced */
    const char *text;
};

struct finding {
    const char *rule;  /* "BL202" */
    const char *name;  /* "dead-accumulator" */
    enum finding_level level;
    enum finding_confidence confidence;
    struct finding_place at;
    const char *function;
    const char *message; /* what is false about the measurement */
    const char *mend;    /* what to write instead */
    const char *source_line; /* the text of at.line, without its newline */
    struct {
        const char *kind; /* "timer"; NULL when the finding has no region */
        uint32_t line, end_line;
    } region;
    struct finding_step *steps;
    size_t step_count;
    const char *confirmed; /* NULL, "deleted", "collapsed", "survives", "unknown" */
    bool has_fix, fix_is_safe;
    struct finding_edit *edits;
    size_t edit_count;
    const char *fingerprint; /* does not change when lines move */
    const char *suppressed;  /* the reason given by the user, or NULL */
};

enum file_status { FILE_ANALYSED, FILE_INCOMPLETE, FILE_FAILED, FILE_SKIPPED };

/* What was learned of one source file. */
struct file_result {
    const char *path;
    const char *language; /* "c", "c++", "python" */
    enum file_status status;
    const char *reason; /* NULL when analysed */
    size_t regions;
    struct finding *findings; /* sorted by line, column, rule; suppressed ones included */
    size_t finding_count;
    /* The other files that were read, or were looked for in vain, by absolute path. */
    const char *const *includes;
    size_t include_count;
    const char *content; /* a hash of its text; NULL when it was not analysed */
    struct file_result *headers; /* the project's, as they were understood where it includes them */
    size_t header_count;
    size_t gaps; /* how much could not be read; not kept in JSON */
};

struct lint_result {
    struct file_result *files; /* in the order in which they were given */
    size_t file_count;
};

const char *finding_level_name(enum finding_level level);
const char *finding_confidence_name(enum finding_confidence confidence);
const char *file_status_name(enum file_status status);

/* Sorts by path, cell, line, column, rule; drops exact doubles. Returns the new count. */
size_t finding_sort(struct finding *findings, size_t count);
/* rule + path + function + the source line's text without white space, and a counter for twins. */
void finding_fingerprint(struct finding *findings, size_t count, struct arena *arena);

/* One file's result as a JSON object and back: what a worker process sends, and what the cache
 * holds.  finding_file_from_json returns -1 with a message when the object is not of that form. */
json_t *finding_file_to_json(const struct file_result *file);
int finding_file_from_json(const json_t *json, struct file_result *file, struct arena *arena,
                           struct err *err);
/* A JSON string, or null for NULL.  What is not UTF-8 is shown with '?' for each foreign byte. */
json_t *finding_text(const char *text);
/* One finding exactly as the contract shows it (design: --format json). */
json_t *finding_to_json(const struct finding *finding);

#endif
