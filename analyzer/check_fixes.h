/* Whether fixes mend what they promise to: the mended text is analysed like the file itself. */
#ifndef ANALYZER_CHECK_FIXES_H
#define ANALYZER_CHECK_FIXES_H

#include "analyse.h"

/* Takes the fix from each finding of which it is not shown that, with the fix, it is gone, nothing
 * else is found, all that was measured still is, and the text is no less readable than before; from
 * all where analysis->wants_fixes is not set, for each such proof costs as much as the file. */
void check_fixes(const struct analysis *analysis, const struct source_file *file,
                 const char *source, size_t length, struct file_result *result,
                 struct arena *arena);

#endif
