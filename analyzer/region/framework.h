/* Regions of benchmark frameworks (framework.def), and of library functions that time what they
 * are handed (the models' `times`). */
#ifndef ANALYZER_FRAMEWORK_H
#define ANALYZER_FRAMEWORK_H

#include "timer.h"

/* Whether a call stops a framework's clock for a while, or starts it again. */
bool framework_pauses(const struct ir_unit *unit, const struct ir_op *call);
void framework_find(struct region_list *list, bool is_benchmark_file);

#endif
