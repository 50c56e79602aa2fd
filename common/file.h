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

/* The lines of a file that need not fit into memory.  A zeroed reader may be closed. */
struct line_reader {
    int file;
    const char *path;
    char *buffer;
    size_t capacity, start, end; /* what was read and not yet given lies in [start, end) */
    size_t maximum;              /* bytes of a line */
    bool open;
};
/* As file_read: `maximum` bounds the file, and a line must not have more than `line_maximum` bytes.
 */
int lines_open(struct line_reader *lines, const char *path, size_t maximum, size_t line_maximum,
               struct err *err);
/* 1 and the next line, without its end and valid until the next call (*whole: it has one); 0 at the
 * end; -1 and *err. */
int lines_next(struct line_reader *lines, const char **text, size_t *length, bool *whole,
               struct err *err);
void lines_close(struct line_reader *lines);

/* A result that goes to standard output (path NULL or "-") or, atomically, to a file: written
 * beside it and renamed by output_close.  output_close reports a full disk or a closed pipe;
 * on failure the old file is untouched.  A zeroed output may be closed, which does nothing. */
struct output {
    FILE *stream;
    const char *path;
    char *target;  /* the file to replace: path behind symbolic links */
    char *scratch; /* the file being written; NULL for standard output, devices and pipes */
};
int output_open(struct output *output, const char *path, struct err *err);
int output_close(struct output *output, struct err *err);
/* Gives the output up: an old file stays as it was.  Accepts a zeroed output. */
void output_discard(struct output *output);

/* The folder for scratch files: $TMPDIR, else /tmp.  Not owned. */
const char *scratch_folder(void);

/* For main.c, first of all: a standard stream that was closed is opened so that using it fails,
 * lest the next file opened take its number and receive our output. */
void standard_streams_secure(void);

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
/* Obeys NO_COLOR, TERM=dumb and whether the stream is a terminal. */
bool color_wanted(enum color_when when, FILE *stream);
/* True when progress may be drawn on stderr: a terminal, and neither CI nor PRE_COMMIT is set. */
bool progress_wanted(void);

#endif
