/* Which functions of the file can run, whole, because certain operations run: those that are
 * called, handed to code that we cannot see, or started in a thread; and what these call. */
#ifndef ANALYZER_REACH_H
#define ANALYZER_REACH_H

#include "callees.h"
#include "ir.h"

struct reach {
    struct ir_unit *unit;
    size_t words;      /* of a set of functions: a bit each */
    uint64_t **direct; /* by function: what its operations run; NULL until asked */
};

/* Of a resolved unit; in its arena. */
struct reach *reach_new(struct ir_unit *unit);
/* What the operations of a function run themselves: bit f of word f / 64. */
const uint64_t *reach_direct(struct reach *reach, ir_id function);
/* reached[f] for each function of the unit; `inside` NULL means the whole function.  With
 * `function` IR_NONE `begin` (by function) says where to begin instead. */
bool *reach_from(struct reach *reach, ir_id function, const bool *inside, const bool *begin);

#endif
