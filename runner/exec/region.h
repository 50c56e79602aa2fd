/* What a program reports about its own timed regions through BENCHRUN_FD: one line for each,
 *
 *     WALL CPU TOUCHED STORED MAXRSS CHECKSUM
 *
 * six decimal numbers with a blank between: nanoseconds, nanoseconds, bytes, bytes, bytes, any.
 * The reader trusts nothing: a line that is not that is counted and ignored, and however much is
 * written, only a line's worth is kept.  Needs nothing but the C library (the launcher is tiny). */
#ifndef RUNNER_REGION_H
#define RUNNER_REGION_H

#include <stddef.h>
#include <stdint.h>

enum { REGION_LINE_MAX = 160 }; /* six numbers of 20 digits, blanks and the newline */

/* Sums over regions; the peak is the largest one. */
struct region_report {
    uint64_t regions, ignored;        /* lines */
    uint64_t wall, cpu;               /* nanoseconds */
    uint64_t touched, stored, maxrss; /* bytes */
    uint64_t checksum;                /* exclusive or of all */
};

struct region_reader {
    struct region_report report;
    char line[REGION_LINE_MAX];
    size_t length; /* of the unfinished line; above REGION_LINE_MAX: too long, to be ignored */
};

void region_feed(struct region_reader *reader, const char *bytes, size_t length);
/* At the end: counts an unfinished line as ignored. */
void region_finish(struct region_reader *reader);

#endif
