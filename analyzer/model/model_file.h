/* The form of a model file (rules/models/<language>/<library>.yaml), as YAML fills it.
 *
 *   library: stdio                  its name, for --list-models
 *   language: c                     c, c++, python, or a list of them
 *   url: https://...                documentation; an entry may name its own
 *   extend: true                    a user's file: it may speak of functions known already
 *   clocks, lazy, effects, classes, times, frameworks, categories, prefilter
 *                                   the sections below, all optional
 *
 * A function may stand in several sections and, within `lazy`, in several rows. */
#ifndef ANALYZER_MODEL_FILE_H
#define ANALYZER_MODEL_FILE_H

#include "model.h"
#include "ytab.h"

struct clock_row {
    struct ytab_mark mark;
    struct ytab_strings functions;
    int kind;                     /* enum clock_kind - 1 */
    const char *out;              /* the handle that receives the reading; NULL: the result */
    struct ytab_strings argument; /* the constants of argument 0 that this row speaks of */
    const char *unit;
    struct ytab_strings text; /* for the prefilter; none: the last part of the functions' names */
    const char *url;
};

/* Calls that do the same to a lazy object. */
struct call_row {
    struct ytab_mark mark;
    struct ytab_strings functions;
    const char *handle;    /* "0", "result", "receiver", "any", "keyword file", "global stdout",
                              "ambient" */
    const char *condition; /* "2=_IONBF", "flush=True"; NULL: always */
};

struct lazy_row {
    struct ytab_mark mark;
    const char *kind;
    const char *class_name, *noun, *deferred, *mend; /* a row without noun adds calls to a kind */
    bool at_exit, at_scope_end, on_create, once, lasting, carried, on_store, named_only, every,
        queue;
    const char *since, *until; /* "3.12" */
    int64_t threshold;
    const char *assumes;
    struct ytab_strings exempt, launchers, only_with, never_with;
    const char *derived; /* class of what unknown code makes of them */
    struct ytab_records edits; /* struct edit_template */
    struct ytab_records calls[LAZY_USE + 1]; /* struct call_row, by enum lazy_role */
    const char *url;
};

struct effect_row {
    struct ytab_mark mark;
    struct ytab_strings functions;
    bool pure;                                       /* none of the rest */
    unsigned does;                                   /* mask of enum api_effect */
    struct ytab_strings reads, writes, keeps, calls; /* arguments: "0", "2..", "1..3" */
    struct ytab_strings points_into;
    const char *url;
};

/* Calls whose result is of the class where an argument is of another one. */
struct result_row {
    struct ytab_mark mark;
    struct ytab_strings functions;
    const char *condition; /* "device is torch.device.gpu", "any is cupy.ndarray" */
};

struct class_row {
    struct ytab_mark mark;
    const char *name;
    struct ytab_strings constructors; /* none: the class's own name */
    struct ytab_strings returned_by, bases, literals, names, named_in;
    struct ytab_records returned_if; /* struct result_row */
    bool operators;
    const char *attributes; /* the class of those that no entry names */
    const char *url;
};

struct times_row {
    struct ytab_mark mark;
    struct ytab_strings functions;
    const char *callable; /* a handle */
    bool text;            /* the callable is source text */
    bool waits;           /* for devices */
    struct ytab_strings prefilter; /* none: the last part of the functions' names */
    const char *url;
};

/* One way in which a benchmark framework says what it measures. */
struct framework_row {
    struct ytab_mark mark;
    const char *framework;
    int idiom; /* enum idiom_kind */
    struct ytab_strings names;
    const char *callable; /* a handle; NULL: any */
    const char *keyword;  /* or NULL */
    int result;           /* enum region_result */
    const char *url;
};

struct model_file {
    struct ytab_mark mark;
    const char *path;
    const char *library, *url;
    unsigned languages;
    bool extend;
    struct ytab_records clocks, lazy, effects, classes, times, frameworks;
    struct ytab_strings categories[CATEGORY_COUNT]; /* by bit of enum api_category */
    struct ytab_strings prefilter;
};

/* Reads one file; -1 when it has a mistake (in `diags`).  Names are those of the YAML only:
 * whether functions are doubled or kinds unknown is not looked at. */
int model_file_read(struct model_file *file, const char *path, struct arena *arena,
                    struct diags *diags);

/* Parses "0", "result" ...: false when it is no handle.  The names of API_NAMED point into text. */
bool model_handle(const char *text, struct api_lazy *into);
/* Parses "0", "2..", "1..3" into a mask; false when it is none of them. */
bool model_arguments(const char *text, uint32_t *mask);

#endif
