/* What a call has to do with time: whether it reads a clock, and where the reading goes. */
#ifndef ANALYZER_CLOCK_H
#define ANALYZER_CLOCK_H

#include "ir.h"
#include "model.h"
#include "region.h"

struct reading {
    const struct api *clock; /* NULL when no model knows it */
    const char *name;        /* of the clock: "clock_gettime", "bench_now" */
    enum region_sureness sureness;
};

enum clock_role {
    CLOCK_OTHER,   /* nothing */
    CLOCK_READS,   /* yields a reading, or puts it where `out` says */
    CLOCK_STARTS,  /* starts the stopwatch that is its receiver or first argument */
    CLOCK_STOPS,   /* stops it */
    CLOCK_ELAPSES, /* reads it while it runs on */
    CLOCK_SPANS    /* subtracts the readings that it is given */
};

struct clock_call {
    enum clock_role role;
    struct reading reading;
    ir_id out;   /* READS: the operand that receives the reading, or IR_NONE: the result */
    bool yields; /* ... with `out`: the result is the reading, too */
    ir_id watch; /* STARTS, STOPS, ELAPSES: the operand that is the stopwatch, or IR_NONE */
};

/* For calls without a visible body, for inline assembly that reads a counter (into each of its
 * outputs), and for ENTER and EXIT of a context manager that nobody shows us. */
struct clock_call clock_of(const struct ir_unit *unit, const struct model *model, ir_id function,
                           ir_id op);

#endif
