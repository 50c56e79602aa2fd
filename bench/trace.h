/* Recorded noise: what one program that always does the same took, run after run. */
#ifndef BENCH_TRACE_H
#define BENCH_TRACE_H

#include "arena.h"
#include "err.h"

struct trace {
    const char *name; /* file and column */
    double *factors;  /* CPU seconds over their median, in order of time */
    size_t count;
};

struct traces {
    struct arena arena;
    VEC(struct trace) list;
};

/* Reads every *.csv of a folder with the columns wall_s, cpu_s, region_cpu_s; a column with fewer
 * than 100 values makes no trace.  0, or -1 and *err. */
int traces_load(struct traces *traces, const char *folder, struct err *err);
void traces_release(struct traces *traces);

#endif
