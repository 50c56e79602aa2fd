/* What a value that is computed from readings of a clock is: which multiple of the seconds. */
#ifndef ANALYZER_FLOW_SCALE_H
#define ANALYZER_FLOW_SCALE_H

#include "flow_internal.h"

enum amount_kind {
    AMOUNT_UNKNOWN,
    AMOUNT_CONSTANT,
    AMOUNT_TIME, /* a reading, or a sum of such */
    AMOUNT_SPAN, /* the difference of two readings */
    AMOUNT_TYPED /* a span that knows its unit by its type (std::chrono) */
};

struct amount {
    enum amount_kind kind;
    double factor; /* CONSTANT: its value; TIME, SPAN: a second is this many */
    bool divided;  /* by a constant, which may have been a number of rounds */
    ir_id span;    /* where two readings met, in the function that was asked about; or IR_NONE */
};

struct scaling { /* the values of one function */
    struct flow *flow;
    ir_id function;
    struct amount *amounts; /* by operation */
    bool *known;
    ir_id *stores;          /* by variable: the one store to it; IR_NONE: none, or several */
    bool *several;
    /* A sum of seconds and their fraction that do not have the same unit, or IR_NONE. */
    ir_id misfit;
};

/* Made when it is first asked for, in the unit's arena; NULL over the bounds. */
struct scaling *scaling_of(struct flow *flow, ir_id function);
struct amount scale_of(struct scaling *scaling, ir_id op);
/* How many of a unit make a second, by its word: "ms", "usec"; 0 for other words. */
double scale_of_unit(struct slice word);

#endif
