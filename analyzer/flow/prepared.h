/* Text that is timed and brings along what belongs into its set-up. */
#ifndef ANALYZER_FLOW_PREPARED_H
#define ANALYZER_FLOW_PREPARED_H

#include "flow_internal.h"

void prepared_facts(struct flow *flow);

#endif
