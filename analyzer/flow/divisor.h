/* Rounds: whether the time is divided by as many as were measured, and begins anew for each. */
#ifndef ANALYZER_FLOW_DIVISOR_H
#define ANALYZER_FLOW_DIVISOR_H

#include "timed.h"

void divisor_find(const struct timed *timed);

#endif
