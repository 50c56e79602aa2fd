/* How what is measured was built, or is run: flags, assertions, tracing. */
#ifndef ANALYZER_FLOW_BUILD_H
#define ANALYZER_FLOW_BUILD_H

#include "flow_internal.h"

void build_facts(struct flow *flow);

#endif
