/* Puts markers, and uses of results, into a copy of the source without moving a line. */
#ifndef ANALYZER_INSTRUMENT_H
#define ANALYZER_INSTRUMENT_H

#include "confirm.h"

/* Where a region's markers go: byte offsets into the source. */
struct marks {
    size_t start, stop;
    unsigned number; /* of the markers: the first question about the same region */
};

/* What is kept alive in the copy. */
enum keep {
    KEEP_NOTHING,
    KEEP_RESULTS,   /* the question's variable, when the clock stops */
    KEEP_EVERYTHING /* whatever the functions of the regions compute */
};

/* False when there is no place for them: both readings stand in one statement, a header of a loop,
 * a macro. */
bool instrument_find(const struct ir_unit *unit, const struct region *region, struct marks *marks,
                     struct arena *arena);

/* The source with a marker pair for each region that has marks (marks[i].stop > 0).  In `arena`;
 * *length is set. */
char *instrument_source(const struct ir_unit *unit, const struct confirm_question *questions,
                        const struct marks *marks, size_t count, enum keep keep,
                        struct arena *arena, size_t *length);

#endif
