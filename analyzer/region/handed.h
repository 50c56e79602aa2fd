/* Functions that are handed to a benchmark helper whose body nobody shows us: bench([&] { ... }),
 * time_function("sort", sort_all).  Only names speak for these, so they are never certain. */
#ifndef ANALYZER_HANDED_H
#define ANALYZER_HANDED_H

#include "timer.h"

/* After everything else: what is a region already needs no guess. */
void handed_find(struct region_list *list, bool is_benchmark_file);
/* Whether a function only drives others that are measured: it runs a region, or hands something
 * to such a helper. */
bool handed_is_driver(struct region_list *list, ir_id function);

#endif
