/* Conditions under which rounds of a loop are measured:
 *     if step >= warmup: start = clock()
 *     work()
 *     if step >= warmup: times.append(clock() - start) */
#ifndef ANALYZER_GUARD_H
#define ANALYZER_GUARD_H

#include "ir.h"

/* As path_between(), of paths within one round of the loop: in each round both of the operations
 * run or neither does, as one condition stands before both.  NULL when that is not so. */
bool *guard_inside(struct arena *arena, const struct ir_function *function, ir_id start,
                   ir_id stop);

#endif
