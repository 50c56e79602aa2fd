/* Flow: what is consumed.  Turns IR and regions into finished facts; rules only choose among them.
 *
 * Two core analyses over function summaries: liveness from observable roots (C, C++), and typestate
 * of lazy objects (all languages).  Unknown means unknown: what escapes to code that we cannot see
 * lowers confidence or yields no fact. */
#ifndef ANALYZER_FLOW_H
#define ANALYZER_FLOW_H

#include "ir.h"
#include "model.h"
#include "region.h"

/* Ordered: lower is surer. */
enum confidence { CONFIDENCE_CERTAIN, CONFIDENCE_LIKELY, CONFIDENCE_POSSIBLE };

struct flow_step { /* one line of a finding's trace */
    ir_id function;
    ir_id op; /* IR_NONE: the place itself is in `at` */
    struct ir_range at;
    const char *message;
};

enum flow_fact_kind {
    FACT_PENDING,          /* a lazy object is not realized when the region stops, nor later */
    FACT_REALIZED_LATE,    /* it is realized only after the region stopped */
    FACT_PARTIAL,          /* only a part of it is realized in the region */
    FACT_CARRIED,          /* it was put off before the region, and is done in it */
    FACT_LEAKED,           /* ... in another region */
    FACT_OTHER_STREAM,     /* the events that time it are in another queue of the device */
    FACT_DROPPED,          /* nobody keeps it, and its end waits until its work is done */
    FACT_DEAD_ACCUMULATOR, /* a variable updated in a loop of the region; nothing needs its value */
    FACT_DEAD_BUFFER,      /* memory written in the region that nothing reads */
    FACT_DEAD_VALUE,       /* another value computed in the region that nothing needs */
    FACT_DEAD_RECORD,      /* a vector or a struct computed in the region that nothing needs */
    FACT_POINTER_SINK,     /* a sink is given the address of memory, and not the memory */
    FACT_DEAD_CALL,        /* a call without effects whose result nothing needs */
    FACT_DEAD_ALLOCATION,  /* memory that is obtained and never used: malloc and free may both go */
    FACT_FALSE_SINK,       /* ... and goes only into what looks like a use, and is none */
    FACT_VAIN_BARRIER,     /* ... beside a barrier that says nothing about it */
    FACT_UNSUNK,           /* nothing needs anything of what a framework measures */
    FACT_OUTSIDE_LOOP,     /* the work stands beside the loop that a framework measures */
    FACT_EMPTIED,          /* the compiler left nothing of the region, or folded it (confirm) */
    FACT_LAZY_TARGET,      /* a framework calls a generator or coroutine function: nothing runs */
    FACT_RESULT_TARGET,    /* it is handed the result of a call in the place of a function */
    FACT_IDLE,             /* what measures is at hand (a fixture, a state) and nobody uses it */
    FACT_REPEATED,         /* ... or called twice */
    FACT_NO_RESULT,        /* the number that it wants is not returned */
    FACT_EXHAUSTED,        /* what is measured consumes something that is made once, outside */
    FACT_MEMOISED,         /* a function is asked for what it remembers (Python) */
    FACT_PREPARED,         /* text that is timed does what belongs into its set-up (Python) */
    FACT_FOLDED,           /* the compiler computes it before the clock starts (Python) */
    FACT_CONSTANT_CALL,    /* a call of constants, which it computes before the program runs (C) */
    FACT_INVARIANT_CALL,   /* a call that computes the same in each round (C, C++) */
    FACT_SORTED_AGAIN,     /* each round sorts what the one before has sorted */
    FACT_WALL_CLOCK,       /* the region is timed by a clock that can be set back */
    FACT_COARSE_CLOCK,     /* ... by one that counts whole seconds */
    FACT_MIXED_CLOCKS,     /* ... by the difference of two clocks of different kinds */
    FACT_CPU_CLOCK,        /* ... by one of processor time, and it sleeps or has threads */
    FACT_LATE_JOIN,        /* threads are started in it and waited for after it */
    FACT_FOREIGN,          /* work of another kind is done each time (`categories`) */
    FACT_FIRST_CALL,       /* a function is compiled in it, since nobody has called it before */
    FACT_WAITS_EACH_ROUND, /* a loop of it waits for a device in each round */
    FACT_WRONG_UNIT,       /* the elapsed time is scaled, or called, what it is not (`detail`) */
    FACT_WRONG_COUNT,      /* ... divided by another number than the rounds that were measured */
    FACT_UNREPORTED,       /* ... computed and never used */
    FACT_NOT_RESET,        /* ... of all rounds so far is told as that of one */
    FACT_BUILT,            /* the flags are known that the file is compiled with */
    FACT_ASSERTED,         /* assertions are on and checked in the region */
    FACT_TRACED,           /* a tracer or profiler watches (Python) */
    FACT_UNEQUAL,          /* pending, and another measurement realizes the same (`detail`) */
    FACT_THREADED,         /* other threads work, and the framework counts the time of its own */
    FACT_ONE_ROUND,        /* small work is done once */
    FACT_UNSEEDED,         /* the input is another one in each run */
    FACT_UNTOUCHED,        /* memory is read that nothing has written to (C, C++) */
    FACT_FIRST_TOUCH,      /* ... written for the first time while the clock runs */
    FACT_UNIFORM,          /* ... read by what depends on its bytes, which are all the same */
    FACT_UNFENCED,         /* a counter of cycles is read out of order with a few instructions */
    FACT_CONSTANT_SINK,    /* a sink is given what the compiler may take for constant */
    FACT_ELEMENT_SINK,     /* ... one element of what is computed */
    FACT_PROGRAM_SINK,     /* ... and is a function of the program itself */
    FACT_SINGLE,           /* everything is measured once */
    FACT_SET_UP,           /* a function that is handed the number of rounds prepares something */
    FACT_SMALL,     /* a framework calls small work by a function of its own each time (Python) */
    FACT_ONLY_MEAN, /* of several times a mean is told, and nothing else (Python) */
    FACT_ORDERED,   /* one is timed when all of what it is compared with has been (Python) */
    FACT_KIND_COUNT
};

struct flow_fact {
    enum flow_fact_kind kind;
    enum confidence confidence;
    size_t region; /* index into regions */
    ir_id function, op;  /* what to point at; op IR_NONE: the function's name */
    ir_id variable;      /* that it is about, or IR_NONE */
    const struct lazy_kind *lazy; /* PENDING, REALIZED_LATE, PARTIAL */
    const char *object;  /* how the user calls it: "out", "self.buffer"; NULL when it has no name */
    const char *callee;  /* the producer, or the dead call: "output.write" as the user wrote it;
                            NULL when there is none */
    const char *sink;   /* FALSE_SINK, VAIN_BARRIER: what looks like a use: "a cast to void" */
    const char *assumption; /* what CONFIDENCE_LIKELY rests on, or NULL */
    /* REALIZED_LATE, CARRIED, LEAKED, LATE_JOIN: the operation (in `function`) that does the
     * work. */
    ir_id late;
    struct flow_step *steps;
    size_t step_count;
    unsigned categories; /* FOREIGN: mask of enum api_category */
    const char *detail;  /* what exactly is wrong, in words; or NULL */
    const char *confirmed; /* what the compiler said of it (confirm); NULL: it was not asked */
};

struct flow_facts {
    struct flow_fact *items;
    size_t count;
};

/* What one function does, as far as its callers can see. */
struct flow_summary {
    bool known;        /* false: assume anything */
    bool observable;   /* I/O, volatile, asm, stores that others see, unknown calls */
    bool may_not_end;  /* but for loops that C lets the compiler assume to end */
    bool returns_fresh; /* memory that nobody else holds */
    uint32_t reads, writes, keeps; /* parameters: pointee read, written, remembered */
    uint32_t deep_reads, deep_writes; /* ... what is further away than their pointee */
    uint32_t realizes; /* parameters whose lazy object it realizes on every path */
    uint32_t produces; /* ... that it may leave pending */
};

struct flow; /* summaries and per-function results of one unit, in its arena */

struct flow *flow_new(struct ir_unit *unit, const struct model *model,
                      const struct regions *regions);
const struct flow_summary *flow_summary(const struct flow *flow, ir_id function);
/* Whether some observable root needs this operation (C, C++). */
bool flow_needed(const struct flow *flow, ir_id function, ir_id op);
/* Everything that was found, ordered by region and place. */
struct flow_facts flow_facts(struct flow *flow);

/* --dump=flow */
void flow_print(const struct flow *flow, FILE *stream);

#endif
