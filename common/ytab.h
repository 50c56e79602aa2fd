/* YAML loaded into structs by a table of fields.
 *
 * The only code that uses libyaml.  Every mistake (unknown, doubled or missing key, wrong type,
 * value out of range, anchor, alias, merge key, tab, too deep, too large) becomes a diagnostic with
 * its line and column; all of them are reported and none stops the load, but a file with errors
 * must not be used. */
#ifndef COMMON_YTAB_H
#define COMMON_YTAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "diag.h"

/* Limits on hostile input. */
enum { YTAB_DEPTH_MAX = 32, YTAB_BYTES_MAX = 8 << 20, YTAB_ITEMS_MAX = 100000 };

enum ytab_type {
    YTAB_STRING,   /* const char *                                      */
    YTAB_INT,      /* int64_t                                           */
    YTAB_REAL,     /* double, finite                                    */
    YTAB_BOOL,     /* bool: true or false                               */
    YTAB_ENUM,     /* int: index into `choices`                         */
    YTAB_FLAGS,    /* unsigned: one bit per choice, a list or one name  */
    YTAB_MANY,     /* uint64_t: the same, for more than 32 choices      */
    YTAB_STRINGS,  /* struct ytab_strings: a list or a single scalar    */
    YTAB_DURATION, /* double, seconds: 30s, 200ms, 5us, 2min            */
    YTAB_BYTES,    /* uint64_t, bytes: 64, 8KiB, 8GiB, 10MB             */
    YTAB_RECORD,   /* a struct in place, described by `fields`          */
    YTAB_RECORDS,  /* struct ytab_records: a list of structs (or one)   */
    YTAB_TABLE,    /* struct ytab_pairs: free keys; each value is one scalar or a list of scalars */
    YTAB_CUSTOM    /* `custom` decides                                  */
};

struct ytab_mark {
    size_t line, column; /* from 1 */
};

struct ytab_strings {
    const char **items;
    struct ytab_mark *marks;
    size_t count;
};
struct ytab_records {
    void *items; /* `count` structs of the field's `size` */
    size_t count;
};
struct ytab_pair {
    const char *key;
    struct ytab_mark mark;
    struct ytab_strings values;
};
struct ytab_pairs {
    struct ytab_pair *items;
    size_t count;
};

struct ytab_load; /* a load under way, for YTAB_CUSTOM */
struct ytab_node; /* a YAML node, for YTAB_CUSTOM */

struct ytab_field {
    const char *key; /* NULL ends the table */
    enum ytab_type type;
    size_t offset; /* of the value in the struct */
    bool required;
    const char *const *choices;      /* ENUM, FLAGS: names, NULL-terminated */
    const struct ytab_field *fields; /* RECORD, RECORDS */
    size_t size;                     /* RECORDS: bytes of one struct */
    double minimum, maximum;         /* INT, REAL, DURATION, BYTES: both 0 means no bound */
    /* CUSTOM: fills the value; reports its own mistakes with ytab_report. */
    void (*custom)(struct ytab_load *load, const struct ytab_node *node, void *value);
    const char *help; /* one line, for the reference pages */
};

/* A struct that wants to know where it stood has a field `struct ytab_mark` named by this key:
 * {YTAB_MARK_KEY, YTAB_STRING, offsetof(struct x, mark), ...}. It never appears in files. */
#define YTAB_MARK_KEY "@mark"

/* Loads one document.  `into` must be zeroed or hold defaults; strings and arrays are put into
 * `arena`.  Returns 0 when no error was added to `diags`, else -1. */
int ytab_load_file(const char *path, const struct ytab_field *fields, void *into,
                   struct arena *arena, struct diags *diags);
int ytab_load_text(const char *path, const char *text, size_t length,
                   const struct ytab_field *fields, void *into, struct arena *arena,
                   struct diags *diags);

/* The fields with their types and help, as a nested Markdown list. */
void ytab_describe(const struct ytab_field *fields, FILE *stream);

/* For YTAB_CUSTOM: what kind of node it is, its scalar text (NULL when it is a collection), its
 * items (of a map: its values), and loading a part of it by table. */
enum ytab_kind { YTAB_IS_SCALAR, YTAB_IS_LIST, YTAB_IS_MAP };
enum ytab_kind ytab_kind(const struct ytab_node *node);
const char *ytab_scalar(const struct ytab_node *node);
size_t ytab_length(const struct ytab_node *node);
const struct ytab_node *ytab_item(struct ytab_load *load, const struct ytab_node *node, size_t i);
/* Fills `into` from `node` as one field of type `field->type` would be (offset ignored). */
void ytab_fill(struct ytab_load *load, const struct ytab_node *node, const struct ytab_field *field,
               void *into);
struct ytab_mark ytab_mark(const struct ytab_node *node);
void ytab_report(struct ytab_load *load, const struct ytab_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
