/* Work of another kind inside of what is measured: random numbers, printing, opening files. */
#ifndef ANALYZER_FLOW_FOREIGN_H
#define ANALYZER_FLOW_FOREIGN_H

#include "flow_internal.h"

void foreign_facts(struct flow *flow);

#endif
