/* Turns a source file into IR.  The only stage that knows libclang and tree-sitter. */
#ifndef ANALYZER_FRONT_H
#define ANALYZER_FRONT_H

#include <stdbool.h>
#include <stddef.h>

#include "err.h"
#include "ir.h"
#include "ir_text.h"

enum front_kind { FRONT_NOT_SOURCE, FRONT_C, FRONT_CXX, FRONT_PYTHON, FRONT_NOTEBOOK };
enum { FRONT_KIND_COUNT = FRONT_NOTEBOOK + 1 };

/* By the file's name; for a name without a known ending, by its #! line (`head`, may be NULL). */
enum front_kind front_kind_of(const char *path, const char *head, size_t length);

struct front_options {
    const char *build_directory; /* -p: where compile_commands.json is, or NULL: search */
    const char *const *flags;    /* after `--` */
    size_t flag_count;
    bool no_search; /* without build_directory there is no database */
    bool assertions_off;
    /* A folder of headers for what is not installed (rules/headers), looked at last; or NULL. */
    const char *headers;
    /* Which of the project's own headers that a C or C++ file includes become units, too
     * (unit->headers); `path` is that inside the project.  NULL: none. */
    bool (*wants_header)(const void *wanting, const char *path, const char *text, size_t length);
    const void *wanting;
};

/* How C and C++ are to be parsed: the compile database found, and so on.  One per process. */
struct front;

/* The folder of the database that serves a file unless the user says otherwise, or NULL. */
const char *front_locate_database(const char *path, struct arena *arena);

struct front *front_new(const struct front_options *options, struct diags *diags);
void front_free(struct front *front);

/* Lowers one file.  `source` is its text (NUL-terminated); the unit keeps pointers into it.  The
 * unit lives in `arena`; it may have gaps (unit->gap_count), which means `incomplete`.
 * NULL with a message in `err` when nothing can be said of the file: `failed`. */
struct ir_unit *front_lower(struct front *front, enum front_kind kind, const char *path,
                            const char *source, size_t length, struct arena *arena,
                            struct err *err);

/* "libclang 19.1.7" or "" when it was not loaded (yet). */
const char *front_version(const struct front *front);
/* The database in use, or NULL. */
const char *front_database(const struct front *front);

/* Per front end; front.c chooses. */
struct ir_unit *python_lower(const char *path, const char *source, size_t length,
                             struct arena *arena, struct err *err);
struct ir_unit *notebook_lower(const char *path, const char *source, size_t length,
                               struct arena *arena, struct err *err);

/* Gives a unit that was lowered from `text` the positions, source and cells of `file`. */
void python_place(struct ir_unit *lowered, const struct ir_text *text, const struct ir_unit *file);

#endif
