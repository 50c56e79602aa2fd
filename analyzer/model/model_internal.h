/* How a model is held in memory, shared by the files of this stage only. */
#ifndef ANALYZER_MODEL_INTERNAL_H
#define ANALYZER_MODEL_INTERNAL_H

#include "map.h"
#include "model.h"
#include "model_file.h"

enum { LANGUAGE_COUNT = 3 }; /* bits of enum model_language */

/* Sections of a file that have spoken of a function. */
enum api_section { SECTION_CLOCK = 1, SECTION_EFFECTS = 2, SECTION_TIMES = 4, SECTION_RETURNS = 8 };

/* One function in one language. */
struct api_entry {
    struct api api;
    unsigned sections;
    const char *path; /* the file that spoke of it first */
    VEC(struct api_lazy) lazy;
    VEC(struct api) clocks; /* one for each clock_argument */
    VEC(struct api_result) results;
};

struct class_entry {
    const char *name;
    struct ytab_strings bases;
    bool operators;
    const char *attributes;
};

struct literal {
    const char *text, *class_name; /* text may end with * */
};

struct class_name { /* of a variable or an attribute, where nothing else tells its class */
    const char *name, *class_name;
    struct ytab_strings texts; /* one of which the file contains */
};

struct library {
    const char *name, *path, *url;
    unsigned languages;
    size_t functions, kinds;
};

struct model {
    struct arena arena;
    unsigned languages; /* that are loaded */
    struct map *apis[LANGUAGE_COUNT];    /* name -> struct api_entry */
    struct map *classes[LANGUAGE_COUNT]; /* name -> struct class_entry */
    VEC(struct idiom) idioms[LANGUAGE_COUNT];
    struct map *kinds;                   /* name -> struct lazy_kind */
    struct map *packages;                /* Python: first parts of names, each -> itself */
    VEC(struct literal) literals;
    VEC(struct class_name) names;
    VEC(const struct lazy_kind *) queues, every; /* kinds that say so; of no queue */
    VEC(struct library) libraries;
    VEC(const char *) texts[LANGUAGE_COUNT]; /* the prefilter, NULL-terminated when finished */
};

/* The file that is being added, and its row. */
struct adding {
    struct model *model;
    const struct model_file *file;
    struct diags *diags;
    struct library *library;
    bool is_user;    /* functions of other files are off limits unless the file extends */
    const char *url; /* of the row, else of the file */
};

#define mistake(adding, mark, ...)                                                          \
    diag_add((adding)->diags, DIAG_ERROR, (adding)->file->path, (mark).line, (mark).column, \
             __VA_ARGS__)

/* The entries of a row's functions, made where they are new, in each language of the file. */
struct target {
    struct api_entry *entry;
    struct ytab_mark mark;
};
struct targets {
    struct target *items;
    size_t count;
};
struct targets adding_targets(struct adding *adding, const struct ytab_strings *functions);

/* From here on entries get this address, or the file's when it is NULL; none is a mistake. */
void adding_use_url(struct adding *adding, struct ytab_mark mark, const char *url);
/* Whether a section may speak of the function now; a second time is a mistake, except that a file
 * that extends replaces what others said. */
bool adding_claim(struct adding *adding, struct api_entry *entry, enum api_section section,
                  struct ytab_mark mark, const char *section_name);
/* Adds to the prefilter: the texts, or the last parts of names ("perf_counter"). */
void adding_texts(struct adding *adding, const struct ytab_strings *texts, bool last_parts);

/* The entry "package.*" or "Class.*" that speaks of a Python name, too; or NULL. */
const struct api *model_wildcard(const struct model *model, const char *name);

/* One section of the file each; add_kinds goes first, over all files. */
void add_kinds(struct adding *adding);
void add_lazy(struct adding *adding);
void add_clocks(struct adding *adding);
void add_effects(struct adding *adding);
void add_classes(struct adding *adding);
void add_times(struct adding *adding);
void add_categories(struct adding *adding);
void add_frameworks(struct adding *adding);

/* Adds files that were read without a mistake: first all their kinds, then their functions, so that
 * the order of the files does not matter. */
void model_add_files(struct model *model, const struct model_file *files, size_t count,
                     bool is_user, struct diags *diags);

#endif
