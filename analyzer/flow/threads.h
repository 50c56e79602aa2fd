/* Threads that are started while the clock runs and waited for after it has stopped. */
#ifndef ANALYZER_FLOW_THREADS_H
#define ANALYZER_FLOW_THREADS_H

#include "flow_internal.h"

void threads_facts(struct flow *flow);

#endif
