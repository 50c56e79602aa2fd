/* Functions that the file's own timer calls without knowing them: what a helper is handed
 * (`def measure(f): t = clock(); f(); ...`), what a decorator wraps, what a loop goes through.
 * Each is measured as a whole, and what becomes of its result shows in the helper. */
#ifndef ANALYZER_CALLED_H
#define ANALYZER_CALLED_H

#include "timer.h"

/* After the timers: adds a region for each function that is called so.  Python only: in C what the
 * optimiser knows of the callee decides, and the timer's own region says that. */
void called_find(struct region_list *list);

#endif
