/* Where each reading of a clock goes inside one function, exactly: by order, place and sign.  Where
 * a reading is subtracted from another they make a pair; what a function does with readings that
 * come from its callers, or hands out to them, is its summary, which calls of it apply.
 *
 * So `t0 = now(); ...; now() - t0` is found through locals, fields, arrays, globals, results and
 * out-parameters, and start(&timer) ... stop(&timer) becomes a pair in the function that calls
 * both. */
#ifndef ANALYZER_TIMING_H
#define ANALYZER_TIMING_H

#include "clock.h"
#include "taint.h"

/* A function with more than this is analysed as far as it goes.  The largest hand-timed main()
 * seen in real projects takes 90 readings. */
enum { MOST_SOURCES = 256, MOST_SPOTS = 192, MOST_VALUES = 4096, MOST_PAIRS = 1024 };

enum { SPOT_NONE = UINT32_MAX };

/* Storage that may hold a reading: a variable or a part of it; pointers are looked through, so that
 * p->x and p.x are one spot of p. */
struct spot {
    ir_id root; /* a variable; with is_value the operation that made an object */
    bool is_value;
    const char *path; /* "start.tv_sec", "laps[]"; interned */
};

/* One thing that a difference can be made of. */
struct source {
    ir_id op;               /* of the call that reads a clock, or IR_NONE: */
    uint32_t spot;          /* ... what this spot held when the function was entered */
    struct reading reading; /* with op */
};

struct source_set {
    uint64_t bits[MOST_SOURCES / 64];
};

struct time_value { /* a sum: of the sources in plus, less those in minus */
    struct source_set plus, minus;
};

struct pair {
    uint32_t plus, minus; /* sources: the stop and the start */
    ir_id op;             /* where they meet */
    bool unordered;       /* an unknown function was given both: nobody says which is which */
};

typedef uint16_t value_id; /* index into values; 0: never touched here, 1: no reading */

struct timing {
    bool done;
    /* Of a generator that takes time around its yield (a context manager): its clock. */
    const struct reading *brackets;
    VEC(struct spot) spots;
    VEC(struct source) sources;
    VEC(struct time_value) values;
    VEC(struct pair) pairs;
    value_id result;
    value_id exit[MOST_SPOTS]; /* what the spots hold when it returns */
};

struct timings {
    struct taint *taint;
    struct timing *functions; /* by function */
    /* By variable: a local that is assigned once, to a pointer (C) or a new object (Python), is
     * only another name for that value; else IR_NONE. */
    ir_id *aliases;
};

/* In the unit's arena. */
struct timings *timings_new(struct taint *taint);

/* --- inside the analysis ---------------------------------------------------------------------- */

enum { VALUE_UNTOUCHED, VALUE_EMPTY };

struct walk { /* one function that is being analysed */
    struct timings *all;
    struct ir_unit *unit;
    struct ir_function *function;
    ir_id id;
    struct timing *timing;
    value_id *state;    /* by spot, at the current operation */
    value_id *values;   /* by operation */
    bool unordered;     /* of the pairs that are being made */
    struct source_set *paired; /* by stop: the starts with which it makes a pair already */
    uint32_t *op_spots; /* by operation: of a LOAD or STORE that matters; else SPOT_NONE */
};

/* spot.c */
bool spot_of_place(const struct walk *walk, const struct ir_place *place, struct spot *spot);
bool spot_of_value(const struct walk *walk, ir_id op, struct spot *spot);
struct spot spot_part(const struct walk *walk, struct spot spot, const char *path);
uint32_t spot_add(struct walk *walk, struct spot spot); /* SPOT_NONE when the table is full */
bool spot_from_outside(const struct walk *walk, struct spot spot);
value_id spot_load(struct walk *walk, uint32_t spot);
void spot_store(struct walk *walk, uint32_t spot, value_id value);
void spot_copy(struct walk *walk, struct spot to, struct spot from);
value_id spot_at_entry(struct walk *walk, uint32_t spot);
void spot_find_aliases(struct timings *timings);

/* timevalue.c */
value_id time_of_source(struct walk *walk, uint32_t source);
uint32_t time_reading(struct walk *walk, ir_id op, struct reading reading);
value_id time_join(struct walk *walk, value_id a, value_id b);
value_id time_add(struct walk *walk, value_id a, value_id b, ir_id op);
value_id time_subtract(struct walk *walk, value_id a, value_id b, ir_id op);
bool source_set_has(const struct source_set *set, uint32_t source);

/* timing_call.c: the effect of a call, a context manager or a destructor; its value. */
value_id timing_call(struct walk *walk, ir_id op);

#endif
