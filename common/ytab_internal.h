/* The parts of ytab: ytab_tree.c turns libyaml's events into nodes, ytab_pack.c
 * keeps such nodes in a file, ytab_value.c reads scalars,
 * ytab.c fills structs from nodes. */
#ifndef COMMON_YTAB_INTERNAL_H
#define COMMON_YTAB_INTERNAL_H

#include "ytab.h"

struct ytab_node {
    enum ytab_kind kind;
    bool plain;       /* a scalar without quotes */
    const char *text; /* of a scalar; lives in the caller's arena, or in the pack */
    struct ytab_mark mark;
    /* A list's items; a map's keys and values in turn. */
    VEC(struct ytab_node *) children;
};

struct ytab_load {
    const char *path;
    struct arena *arena;  /* the caller's: strings, arrays */
    struct arena scratch; /* the nodes, released after the load */
    struct diags *diags;
};

void ytab_report_at(struct ytab_load *load, struct ytab_mark mark, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The root of the only document, or NULL when there is none to go on with (reported). */
struct ytab_node *ytab_tree(struct ytab_load *load, const char *text, size_t length);

/* The same tree out of the pack in use (ytab_pack.h), or NULL when it is not there. */
struct ytab_node *ytab_packed(struct ytab_load *load, const char *text, size_t length);
/* As ytab_packed, without reading the file: NULL also when it was written since it was packed. */
struct ytab_node *ytab_packed_file(struct ytab_load *load, const char *path);

/* Reads a scalar as a field of one of the scalar types (STRING to ENUM, DURATION, BYTES). */
void ytab_value(struct ytab_load *load, const struct ytab_node *node,
                const struct ytab_field *field, void *into);
/* The index of the scalar among field->choices, or -1 (reported). */
int ytab_choice(struct ytab_load *load, const struct ytab_node *node,
                const struct ytab_field *field);
/* The scalar's text, or NULL when it is a collection or nothing at all (reported). */
const char *ytab_text(struct ytab_load *load, const struct ytab_node *node);

#endif
