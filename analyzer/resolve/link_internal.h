#ifndef ANALYZER_LINK_INTERNAL_H
#define ANALYZER_LINK_INTERNAL_H

#include "link.h"

struct linked { /* a module that something is taken from; the first one is the unit itself */
    const struct ir_unit *from;
    const char *path;           /* absolute */
    const char *name;           /* "" of the unit itself */
    const struct ir_file *file; /* NULL of the unit itself */
    struct ir_range at;         /* the import of the unit that led there */
    /* By number in `from`: the number in the unit, or IR_NONE. */
    ir_id *functions, *variables, *types;
};

struct needed_class {
    struct linked *module;
    const char *name; /* in its module */
    bool whole;       /* a class of the unit is derived from it: all of it may be called */
};

struct pending { /* a function that was given its number, and not its operations yet */
    struct linked *module;
    ir_id function; /* in its module */
};

struct linking {
    struct ir_unit *unit;
    const struct model *model;
    struct linked own; /* the unit itself: the first of the modules */
    bool timers_only;  /* other modules are left alone for now */
    VEC(struct linked *) modules;
    VEC(struct needed_class) classes;
    VEC(struct pending) pending;
    size_t copied; /* of them */
    struct map *methods;     /* names that something is called by, or asked for */
    struct map *found;       /* struct target, by module and name */
    struct map *seen;        /* paths that are in `files` */
    VEC(const char *) files; /* of unit->includes */
    size_t bytes;            /* of the modules' texts */
    size_t ops;              /* of what was linked */
};

enum target_kind {
    TARGET_NONE,
    TARGET_FUNCTION,
    TARGET_CLASS,
    TARGET_MEMBER, /* of a class: what its bases may have */
    TARGET_VARIABLE,
    TARGET_PATH
};

struct target { /* what a name means */
    enum target_kind kind;
    struct linked *module;
    ir_id id;         /* FUNCTION, VARIABLE: in its module */
    /* FUNCTION, CLASS: in its module; MEMBER: the class; VARIABLE: what follows it; PATH: as the
     * models know it. */
    const char *name;
};

/* A table of IR_NONE. */
ir_id *link_no_numbers(struct arena *arena, size_t count);

/* Whether anything that the unit imports is a file of its project. */
bool link_any(struct linking *linking);

/* What a name in the code of the module means elsewhere in the project; for a module that is not
 * the unit, in itself, too. */
struct target link_find(struct linking *linking, struct linked *module, const char *name);

/* What of these lines of the module could not be read becomes a gap of the unit. */
void link_note_gaps(struct linking *linking, const struct linked *module, struct ir_range within);

/* The operation of the module's code that defines a class, or NULL. */
const struct ir_op *link_class(const struct linked *module, const char *name);

#endif
