/* Regions of benchmark frameworks (the models' `frameworks`), and of library functions that time
 * what they are handed (the models' `times`). */
#ifndef ANALYZER_FRAMEWORK_H
#define ANALYZER_FRAMEWORK_H

#include "timer.h"

/* Whether some framework names this call. */
bool framework_knows(const struct ir_unit *unit, const struct model *model,
                     const struct ir_op *call);
void framework_find(struct region_list *list, bool is_benchmark_file);

#endif
