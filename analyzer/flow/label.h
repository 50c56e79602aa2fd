/* What a value is called where it is printed: the word behind it. */
#ifndef ANALYZER_FLOW_LABEL_H
#define ANALYZER_FLOW_LABEL_H

#include "flow_internal.h"

/* The word that follows args[number] of an operation that makes text of it: printf("%f ms", x),
 * f"{x} ms", print(x, "ms"), out << x << " ms".  Empty when there is none, or when the value is
 * said to be one of many ("ms/op", "ms per call"). */
struct slice label_of(const struct flow *flow, ir_id function, ir_id op, uint32_t number);

#endif
