/* Regions: what is measured.  Found by data flow on the IR, never by text.
 *
 * A region is a part of one function between a start and a stop, together with every function of
 * the file that is called from there. */
#ifndef ANALYZER_REGION_H
#define ANALYZER_REGION_H

#include "ir.h"
#include "model.h"

enum region_kind {
    REGION_TIMER,
    REGION_FRAMEWORK,
    REGION_CALLBACK,
    REGION_FUNCTION,
    REGION_PROGRAM
};

enum region_sureness { REGION_CERTAIN, REGION_LIKELY, REGION_POSSIBLE };

struct region {
    enum region_kind kind;
    enum region_sureness sureness;
    ir_id function;
    /* Operations of `function`: the clock reading that starts it and the one that stops it.
     * IR_NONE: the function's entry, or its every exit. */
    ir_id start, stop;
    ir_id difference; /* of a timer: where the two meet; else IR_NONE */
    struct ir_range start_at, stop_at; /* for messages */
    const struct api *clock;           /* of a timer; else NULL */
    /* The clock of the other reading, where its kind is another one and nothing else can have been
     * meant; else NULL. */
    const struct api *other_clock;
    bool is_deadline; /* its time only says when a loop ends */
    const char *name;                  /* "perf_counter", "google-benchmark", "main": for --dump */
    /* inside[op] for each operation of `function` that can run between start and stop.  The stop
     * itself is inside when it is a call of the file's own function that works before it reads
     * the clock (flushes, synchronises); that function is then among the reached ones. */
    const bool *inside;
    /* reached[f] for each function of the unit that can run, whole, between start and stop. */
    const bool *reached;
    /* after[op] for each operation of `function` that can run after the stop (and not again
     * before a new start). */
    const bool *after;
    /* Of a framework's region. */
    enum region_result result;
    /* The call of `caller` that hands over the function, and the operand that is the function;
     * IR_NONE where nobody does: a method that the framework finds by its name. */
    ir_id caller, call, callable;
    bool renewed; /* it is called once only, or everything is set up afresh before each call */
    bool once; /* it may be asked only once: a fixture */
    /* Nothing is measured here: the framework is at hand (a fixture) and nobody asks it to. */
    bool idle;
};

struct regions {
    struct region *items;
    size_t count;
};

struct region_options {
    bool program_allowed; /* the file was named explicitly or lies under a benchmark path */
    bool is_benchmark_file;
};

/* In the unit's arena. Resolve first. */
struct regions region_find(struct ir_unit *unit, const struct model *model,
                           const struct region_options *options);
const char *region_kind_name(enum region_kind kind); /* "timer" ... as in the JSON */
/* Whether an operation of a function runs inside the region. */
bool region_contains(const struct region *region, ir_id function, ir_id op);

/* Whether the region is a call that hands over what is measured, and measures in its own way: what
 * else that call runs is no part of it. */
bool region_hands_over(const struct region *region);

/* --dump=regions */
void region_print(const struct ir_unit *unit, const struct regions *regions, FILE *stream);

#endif
