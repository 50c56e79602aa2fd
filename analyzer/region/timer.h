/* Timer regions: pairs of readings that meet in a difference. */
#ifndef ANALYZER_TIMER_H
#define ANALYZER_TIMER_H

#include "path.h"
#include "reach.h"
#include "region.h"
#include "timing.h"
#include "use.h"

/* The regions as they are found; region.c puts them into their final form. */
struct region_list {
    struct ir_unit *unit;
    const struct model *model;
    struct reach *reach;
    VEC(struct region) regions;
    size_t marks; /* operations marked so far, over all regions */
};

/* Adds a region between two operations of a function (IR_NONE: entry, exits), with inside, after
 * and reached; false when there is no path or a bound was reached. */
bool region_add(struct region_list *list, struct region region);

/* All pairs of a unit, as regions of kind timer or callback. */
void timer_find(struct region_list *list, const struct timings *timings);
/* Those whose stop is in a callback; after timer_find.  Only a benchmark file is likely to measure
 * so; others keep the time of what they do. */
void timer_find_afar(struct region_list *list, const struct timings *timings,
                     bool is_benchmark_file);

#endif
