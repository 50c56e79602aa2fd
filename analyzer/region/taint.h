/* Where readings of a clock may get to, over the whole file and without looking at order: the cheap
 * first look that keeps the exact one (timing.h) to the few places that matter. */
#ifndef ANALYZER_TAINT_H
#define ANALYZER_TAINT_H

#include "clock.h"
#include "ir.h"
#include "model.h"

struct taint {
    struct ir_unit *unit;
    const struct model *model;
    bool *variables;            /* that may hold a reading, somewhere in them */
    bool *filled;               /* parameters through which a function may hand out a reading */
    bool *results;              /* functions that may return one */
    bool *relevant;             /* functions in which a reading is seen, and their callers */
    bool **ops;                 /* per function and operation; NULL when it has no operations */
    struct clock_call **clocks; /* the same, for calls */
    VEC(const char *) fields;
    bool changed;
};

/* In the unit's arena. */
struct taint *taint_new(struct ir_unit *unit, const struct model *model);
bool taint_place(const struct taint *taint, const struct ir_function *function,
                 const struct ir_place *place);
/* The function of the unit that an operation runs: a call, a context manager that is entered or
 * left, a destructor; or IR_NONE. */
ir_id taint_callee(const struct ir_unit *unit, const struct ir_function *function,
                   const struct ir_op *op);

#endif
