/* Pieces of work of a measured region, and the lines of the file that their machine code comes
 * from: the body of a loop, or what a call does. */
#ifndef ANALYZER_WORK_H
#define ANALYZER_WORK_H

#include "between.h"
#include "region.h"

struct work {
    ir_id function, op; /* where it begins */
    struct line_set lines;
    bool is_loop;  /* its code must lie on a cycle */
    bool is_short; /* ... unless it was unrolled: it goes round a few times only */
};

struct work_list {
    VEC(struct work) list;
};

/* The work that an operation does: its own line, and the functions of the file that it calls. */
struct work work_of_op(const struct ir_unit *unit, ir_id function, ir_id op);
/* Every loop of the region, and of the functions that are handed to it, with the loops inside it
 * and all that it calls, unless it only counts; and the body of a framework's loop.  In the unit's
 * arena. */
struct work_list work_of_region(const struct ir_unit *unit, const struct region *region);

#endif
