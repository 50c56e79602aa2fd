/* Command-line options by table: parsing, --help and the man page come from the same rows.
 * Parsing itself is getopt_long's. */
#ifndef COMMON_OPT_H
#define COMMON_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "err.h"

enum opt_type {
    OPT_FLAG,    /* bool: set by --x, cleared by --no-x where `negatable` */
    OPT_STRING,  /* const char *                                          */
    OPT_INT,     /* int, within minimum..maximum                          */
    OPT_REAL,    /* double                                                */
    OPT_ENUM,    /* int: index into `choices`                             */
    OPT_LIST,    /* struct opt_list: may be given several times           */
    OPT_OPTIONAL /* const char *: --x or --x=VALUE; without a value, `fallback` */
};

struct opt_list {
    const char **items; /* pointers into argv; the array is malloc'ed, see opt_release */
    size_t count;
};

struct option_row {
    const char *name; /* long name without dashes; NULL ends the table */
    char letter;      /* short form or 0 */
    enum opt_type type;
    size_t offset;              /* of the value in the options struct */
    const char *argument;       /* its name in --help: "FILE" */
    const char *const *choices; /* OPT_ENUM: NULL-terminated */
    const char *fallback;       /* OPT_OPTIONAL */
    double minimum, maximum;    /* OPT_INT, OPT_REAL: both 0 means no bound */
    bool negatable, hidden;
    const char *help;  /* one or two sentences; they are filled, so a "\n" is a blank */
    const char *group; /* heading printed before the first row that has it, or NULL */
};

struct program {
    const char *name;     /* "benchlint" */
    const char *purpose;  /* one line */
    const char *synopsis; /* lines separated by \n, without the program's name */
    const struct option_row *rows;
    /* Printed after the options: exit statuses, files, examples.  Paragraphs are filled; lines that
     * are indented or end in a colon (headings) are kept. */
    const char *details;
};

/* Fills `options` from argv (argv[0] is skipped).  Returns the index of the first operand (all
 * operands are moved to the end, in order; "--" ends the options and is skipped, *dashes is set to
 * the index of the first operand after it, or argc), or -1 with a message in `err`. */
int opt_parse(const struct program *program, int argc, char **argv, void *options, int *dashes,
              struct err *err);
void opt_help(const struct program *program, FILE *stream);
/* The same in man(7) form, for `NAME.1`. */
void opt_man(const struct program *program, const char *version, FILE *stream);
/* A bash completion script. */
void opt_completion(const struct program *program, FILE *stream);
void opt_release(const struct program *program, void *options);

#endif
