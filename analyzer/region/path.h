/* Which operations of a function can run between two of its operations. */
#ifndef ANALYZER_PATH_H
#define ANALYZER_PATH_H

#include "ir.h"

/* For each operation whether it lies on a path from `start` (IR_NONE: the entry) to `stop`
 * (IR_NONE: any exit) that passes through neither of them in between.  NULL when there is no such
 * path.  In `arena`; no larger than the function, linear in it. */
bool *path_between(struct arena *arena, const struct ir_function *function, ir_id start,
                   ir_id stop);
/* The same of paths that do not enter the block `header` (IR_NONE: any path will do). */
bool *path_in_round(struct arena *arena, const struct ir_function *function, ir_id start,
                    ir_id stop, ir_id header);
/* For each operation whether it can run after `from` without passing `until` (either may be
 * IR_NONE: then nothing, or all that is reachable). */
bool *path_after(struct arena *arena, const struct ir_function *function, ir_id from, ir_id until);
/* For each operation whether it can run after `from` without passing one that halts[op] marks. */
bool *path_until(struct arena *arena, const struct ir_function *function, ir_id from,
                 const bool *halts);
/* Whether every path to `below` passes `above`. */
bool path_always_before(struct arena *arena, const struct ir_function *function, ir_id above,
                        ir_id below);

#endif
