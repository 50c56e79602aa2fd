/* Messages about what a user gave us, with the place they speak of.  They are collected, so that
 * one mistake never hides another, and printed by main.c. */
#ifndef COMMON_DIAG_H
#define COMMON_DIAG_H

#include <stddef.h>
#include <stdio.h>

#include "arena.h"

enum diag_level { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

struct diag {
    enum diag_level level;
    const char *path;
    size_t line, column; /* from 1; 0 when there is no place inside the file */
    const char *text;
};

struct diags {
    struct arena arena;
    VEC(struct diag) list;
    size_t errors;  /* how many were DIAG_ERROR, kept or not */
    size_t dropped; /* how many were not kept */
};

/* Copies path and text.  At most 1000 are kept; what is beyond is only counted. */
void diag_add(struct diags *diags, enum diag_level level, const char *path, size_t line,
              size_t column, const char *format, ...) __attribute__((format(printf, 6, 7)));
/* `path:line:col: error: text`, a line each, in the order they were added. */
void diag_print(const struct diags *diags, FILE *stream);
void diag_release(struct diags *diags);

#endif
