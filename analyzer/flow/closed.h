/* Functions whose result follows from their arguments, so that two calls may be one. */
#ifndef ANALYZER_FLOW_CLOSED_H
#define ANALYZER_FLOW_CLOSED_H

#include "flow_internal.h"

struct closed {
    bool holds;        /* no effects; nothing but arguments and memory goes into the result */
    bool reads_memory; /* ... what the arguments point to, or globals that may change */
    bool has_loop;     /* too large to be computed at compile time; inlined, it stays in its loop */
    bool sets_errno;   /* the mathematical library, where errno matters */
    bool is_work;      /* it computes something */
};

/* Of a call of the function; nothing holds where the callee is not understood. */
struct closed closed_call(const struct flow *flow, const struct flow_body *body, ir_id call);

#endif
