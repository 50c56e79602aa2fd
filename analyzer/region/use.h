/* What a function does with the difference of two readings. */
#ifndef ANALYZER_USE_H
#define ANALYZER_USE_H

#include "ir.h"

/* A result; the end of a loop that runs for a given time, which says nothing of its own when the
 * same start has a result; or a mere check of how much time passed (has the display to be
 * refreshed, is it time to cool down). */
enum use { USE_RESULT, USE_LOOP_END, USE_CHECK };

enum use use_of(const struct ir_function *function, ir_id difference);
/* Whether a value becomes part of a rate, a result or a message. */
bool use_is_reported(const struct ir_function *function, ir_id value);

#endif
