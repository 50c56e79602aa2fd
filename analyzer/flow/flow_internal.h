/* What the parts of flow/ share.  Each part handles one idea:
 *   bits        sets of numbers              callgraph    callees before callers
 *   shared      variables of many functions  effects      what one call does
 *   points_to   which memory is meant        summary      what one function does
 *   control     which branch decides what    liveness     what an observable root needs
 *   dead        work that nothing needs      lazy_*       objects whose work is put off
 *   asked       how frameworks are used
 *   first_call  functions that are compiled while they are timed
 *   exhausted   iterators that serve once  wall         clocks of the calendar
 *   folded      text that is a constant
 *   closed      what a result depends on   invariant    calls that compute the same each time
 *   false_sink  uses that are none         unsunk       benchmarks of which nothing is needed
 *   resort      sorting what is sorted
 *   clocks      clocks that do not fit       threads    threads that outlive the measurement
 *   foreign     work of another kind        printed    what is printed meanwhile
 *   skipped     uses that are not compiled   scale      which multiple of the seconds
 *   elapsed     what is made of the time    label      what it is called
 *   divisor     rounds that were measured   timed      what these two share
 *   build       flags, assertions, tracers  compared   unequal measurements
 *   design      seeds, threads, rounds     samples      in which order, what is told
 *   trace       the steps of a finding       flow, flow_print */
#ifndef ANALYZER_FLOW_INTERNAL_H
#define ANALYZER_FLOW_INTERNAL_H

#include "callgraph.h"
#include "flow.h"
#include "resolve.h"

/* Bounds, so that a generated file costs a moment: chosen such that no function that people wrote
 * comes near them, and that one at the bound takes well under a second. */
enum {
    FLOW_OPS_MAX = 60000,            /* operations of one function */
    FLOW_POINTS_TO_MAX = 64 << 20,   /* operations x objects */
    FLOW_CONTROL_MAX = 4 << 20,      /* pairs of a branch and a block that it decides */
    FLOW_BLOCK_VARIABLES_MAX = 256 << 20, /* blocks x variables, a bit each */
    FLOW_ROUNDS_MAX = 32             /* of a fixpoint: deeper nesting of facts is not followed */
};

struct points_to;
struct liveness;
struct lazy_summary;
struct scaling;

/* What a call does.  Bits count its operands (args), from 0; 31 stands for all later ones. */
struct effect {
    bool unknown;    /* anything at all; the other fields say so too */
    bool observable; /* the outside can tell that it happened */
    bool leaves;     /* never returns */
    bool may_not_end;
    bool fresh;      /* yields memory that nobody else holds */
    bool frees;      /* ends the life of what its operand points to */
    bool math_errno; /* may set errno, and does nothing else */
    uint32_t reads, writes, keeps, returns;
    uint32_t deep_reads, deep_writes; /* beyond what the operand itself points to */
    const struct api *api; /* or NULL */
};

struct flow_body { /* a function that matters to some region */
    ir_id id;
    const struct ir_function *function;
    bool wanted;  /* a region is in it or reaches it */
    bool trusted; /* the analyses below hold; else the function is unknown */
    struct effect *effects; /* by operation; of calls only */
    size_t capacity;        /* of points_to: how many objects */
    struct points_to *points_to;
    struct liveness *liveness; /* C, C++ with optimisation; else NULL */
    struct flow_summary summary;
    struct lazy_events *events; /* those that `lazy` was made from */
    struct lazy_summary *lazy;
};

struct launcher { /* an object that puts work into a queue when it is called */
    const char *name;
    const struct lazy_kind *kind;
};

struct flow {
    struct ir_unit *unit;
    const struct model *model;
    const struct regions *regions;
    struct arena *arena;
    struct callgraph *graph;
    struct flow_body *bodies; /* by function */
    bool *observed;           /* by variable, see shared.h */
    bool *shared;
    ir_id *held;              /* by variable: a function of the unit that is put into it */
    ir_id *mentioned;         /* by variable: the last function that was seen to mention it */
    VEC(const struct lazy_kind *) queues; /* those whose library the file imports */
    VEC(struct launcher) launchers;
    struct scaling **scalings; /* by function, see scale.h; each NULL until it is asked for */
    size_t scaled;
    VEC(struct flow_fact) found;
};

static inline const struct ir_op *flow_op(const struct flow_body *body, ir_id op)
{
    return &body->function->ops[op];
}

/* How an operation is reached: is it in a block that control can get to? */
static inline bool flow_reachable(const struct flow_body *body, ir_id op)
{
    return body->function->blocks[flow_op(body, op)->block].reachable;
}

#endif
