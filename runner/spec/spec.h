/* Specs: what to run at which sizes, what it claims, and what it is held to.
 *
 * A file is loaded by field tables (whose help is the reference of the format), then checked as a
 * whole; every mistake becomes a diagnostic with its line and column. */
#ifndef RUNNER_SPEC_H
#define RUNNER_SPEC_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "diag.h"
#include "expr.h"
#include "task.h"
#include "ytab.h"

/* More combinations than this are a mistake, not a matrix. */
enum { SPEC_VARIANTS_MAX = 1000 };

/* {from, to, points} geometric, {from, to, step} no size but from + k * step, or a list. */
struct spec_sizes {
    struct ytab_mark mark;
    int64_t from, to;           /* -1: not said */
    int64_t points;             /* of the first sweep; 0: as many as the range deserves */
    int64_t step;               /* 0: every integer */
    struct ytab_strings listed; /* as written */
    int64_t *list;              /* ascending, nothing else is run; NULL: from..to */
    size_t list_count;
};

/* What a fixture may leave to `defaults`; complete after loading. */
struct spec_limits {
    double timeout;  /* seconds, of one run */
    uint64_t memory; /* bytes, of one run */
    int64_t processes; /* and threads, of one run at a time */
    int64_t rounds;
    int64_t runs;  /* bound on the runs of one variant */
    double budget; /* seconds, bound on the time of one variant; 0: none */
};

struct spec_expect {
    struct ytab_mark mark; /* line 0: there is none */
    unsigned verdicts, allow;
    struct ytab_records cliffs;  /* of struct expected_cliff */
    struct ytab_strings scaling; /* one class or none */
};

enum spec_language { SPEC_COMMAND, SPEC_PYTHON, SPEC_C, SPEC_CXX };

struct spec_fixture {
    struct ytab_mark mark;
    const char *name;
    const char *source;          /* absolute; NULL: the command says it all */
    enum spec_language language; /* by the source's ending */
    struct ytab_strings command; /* with {placeholders}; filled from the language if not given */
    struct ytab_strings only_if; /* a command that decides whether a variant is run; may be empty */
    const char *cc;              /* NULL: cc, c++ */
    struct ytab_strings cflags;
    struct ytab_pairs matrix, params;
    struct spec_sizes sizes;
    struct ytab_strings claims[CLAIM_COUNT]; /* one expression or none each */
    struct spec_expect expect;
    struct spec_limits limits;
};

struct spec {
    const char *path;
    const char *directory; /* absolute; sources are relative to it and programs run in it */
    struct spec_fixture *fixtures;
    size_t fixture_count;
};

/* Loads and checks `path`.  Strings and arrays are in `arena`.  Returns 0 when no mistake was
 * added to `diags`, else -1: the spec must then not be run. */
int spec_load(const char *path, struct spec *spec, struct arena *arena, struct diags *diags);

/* The page about the format: every key with its type and help, then what values mean. */
void spec_format_print(FILE *stream);

/* The length of the name where `text` starts with {name}, else 0. */
size_t spec_placeholder(const char *text, const char **name);

/* `text` with every {name} of a variable replaced by its value. */
const char *spec_expand(const char *text, const struct variable *variables, size_t count,
                        struct arena *arena);

/* The expression compiled with the variables whose values are numbers; NULL and *error. */
struct expr *spec_claim(const char *text, const struct variable *variables, size_t count,
                        struct arena *arena, struct expr_error *error);

/* The classes that `scaling` may declare, NULL-terminated. */
extern const char *const spec_scalings[];

#endif
