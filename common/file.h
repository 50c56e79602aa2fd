/* Files: whole-file reads with a bound, atomic writes, and colours. */
#ifndef COMMON_FILE_H
#define COMMON_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "err.h"

/* The whole file, NUL-terminated, malloc'ed.  Fails on a directory, a device, or more than
 * `maximum` bytes; the message starts with the path. */
char *file_read(const char *path, size_t maximum, size_t *length, struct err *err);

/* A result that goes to standard output (path NULL or "-") or, atomically, to a file: written
 * beside it and renamed by output_close.  output_close reports a full disk or a closed pipe;
 * on failure the old file is untouched. */
struct output {
    FILE *stream;
    const char *path;
    char *scratch; /* the file being written; NULL for standard output */
};
int output_open(struct output *output, const char *path, struct err *err);
int output_close(struct output *output, struct err *err);

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
/* Obeys NO_COLOR, TERM=dumb and whether the stream is a terminal. */
bool color_wanted(enum color_when when, FILE *stream);
/* True when progress may be drawn on stderr: a terminal, and neither CI nor PRE_COMMIT is set. */
bool progress_wanted(void);

#endif
