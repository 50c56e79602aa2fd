/* Uses that the preprocessor took away: `#ifdef VERIFY` around the line that prints the sum.  The
 * IR knows only the lines that are compiled, the text knows all. */
#ifndef ANALYZER_FLOW_SKIPPED_H
#define ANALYZER_FLOW_SKIPPED_H

#include "flow_internal.h"

enum skipped {
    SKIPPED_NOTHING,
    SKIPPED_BY_CHOICE,  /* under a condition of the project: VERIFY, DEBUG */
    SKIPPED_BY_PLATFORM /* under one of the compiler or the machine: __AVX2__, _WIN32 */
};

/* Whether the variable is named in lines of the function that were skipped. */
enum skipped skipped_uses(const struct flow *flow, const struct flow_body *body, ir_id variable);

#endif
