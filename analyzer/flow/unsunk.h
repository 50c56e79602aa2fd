/* Benchmarks of frameworks of whose body nothing is needed, and benchmarks whose work stands at the
 * wrong place. */
#ifndef ANALYZER_FLOW_UNSUNK_H
#define ANALYZER_FLOW_UNSUNK_H

#include "flow_internal.h"

/* After dead_facts of all functions: where all work of a framework's region is dead, one fact says
 * so in the place of those about its parts; where there is none in the loop that is measured, but
 * beside it, another does (C, C++). */
void unsunk_facts(struct flow *flow);

#endif
