/* Exceptions: from anywhere in a `try` control may go to its handlers.  The graph has only an edge
 * from where the `try` starts, so what follows values along paths asks here for the rest. */
#ifndef ANALYZER_FLOW_TRIES_H
#define ANALYZER_FLOW_TRIES_H

#include "bits.h"
#include "flow_internal.h"

struct try_body {
    ir_id handler;    /* a block that control may get to ... */
    uint64_t *blocks; /* ... from anywhere in these */
};

struct tries {
    VEC(struct try_body) list;
    size_t words; /* of the sets */
};

struct tries tries_of(struct arena *arena, const struct ir_function *function);

#endif
