/* Results of other tools, as if they were a recorded run: google-benchmark JSON (with ranges),
 * hyperfine JSON (parameter scans), pyperf JSON (a size in the names).
 *
 * Entries that differ in their size alone are one task.  A size is the last number of a
 * google-benchmark name, the numeric parameter of a hyperfine command, the last number of a pyperf
 * name.  Times of single iterations are scaled up (`scale`) to seconds, where judging is used to
 * work; that does not change their ratios. */
#ifndef RUNNER_IMPORT_H
#define RUNNER_IMPORT_H

#include <jansson.h>

#include "diag.h"
#include "record.h"

struct import_entry {
    const char *family; /* what it is, without its size */
    int64_t n;          /* -1: it has none */
    double wall, cpu;   /* seconds */
    bool failed;
    double bytes; /* that it says it handled; 0: it says nothing */
};

struct import {
    const char *path, *tool; /* "google-benchmark" */
    double scale;            /* by which times were multiplied */
    bool wall_only;          /* the file has no processor time of single runs */
    VEC(struct import_entry) entries;
    struct arena *arena;
    struct diags *diags;
};

/* Reads the file and groups what it has; entries without a size are counted in a note.  -1 when it
 * is none of the three or damaged (said in `diags`). */
int import_read(const char *path, struct import *import, struct record *record, struct arena *arena,
                struct diags *diags);

/* The three forms: each adds entries; an item that is not as it should be is told and left out. */
void import_gbench(struct import *import, const json_t *document);
void import_hyperfine(struct import *import, const json_t *document);
void import_pyperf(struct import *import, const json_t *document);

/* "file: error: item 3: ..." */
void import_complain(struct import *import, size_t item, const char *text);

#endif
