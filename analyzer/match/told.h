/* What the user calls the time that was measured: compile_time = ..., print(f"JIT: {...}"). */
#ifndef ANALYZER_MATCH_TOLD_H
#define ANALYZER_MATCH_TOLD_H

#include "region.h"

/* Whether one of these words, in small letters, is a part of the name that the elapsed time is
 * given, or of the text that it is printed in.  In the region's function only. */
bool told_as(const struct ir_unit *unit, const struct region *region, const char *const *words,
             size_t count);

/* Whether one of these words is part of a text in the call that starts the region:
 * `Timer timer("shuffling")`. */
bool told_at_start(const struct ir_unit *unit, const struct region *region,
                   const char *const *words, size_t count);

#endif
