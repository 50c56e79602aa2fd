/* Uses that were not compiled: `#ifdef VERIFY` stands around the line that prints the sum, or a
 * header is missing.  The IR knows only the lines that are compiled, the text knows all. */
#ifndef ANALYZER_FLOW_SKIPPED_H
#define ANALYZER_FLOW_SKIPPED_H

#include "flow_internal.h"

enum skipped {
    SKIPPED_NOTHING,
    SKIPPED_BY_CHOICE,   /* under one that asks for a look at the results: VERIFY, DEBUG */
    SKIPPED_BY_BUILD,    /* under another one of the project: ENABLE_THREADS */
    SKIPPED_BY_PLATFORM, /* under one of the compiler or the machine: __AVX2__, _WIN32 */
    SKIPPED_BY_GAP       /* in a statement that was not understood */
};

/* Whether the variable is named in lines that were skipped: of the function, or of the file where
 * all functions see the variable. */
enum skipped skipped_uses(const struct flow *flow, const struct flow_body *body, ir_id variable);

/* Lowers the confidence of a fact that nobody uses the variable, as far as lines were skipped that
 * name it; IR_NONE: there is no variable. */
void skipped_lower(const struct flow *flow, const struct flow_body *body, ir_id variable,
                   struct flow_fact *fact);

#endif
