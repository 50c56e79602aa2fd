/* Regions of benchmark frameworks, and of library functions that time what they are handed. */
#ifndef ANALYZER_FRAMEWORK_H
#define ANALYZER_FRAMEWORK_H

#include "timer.h"

void framework_find(struct region_list *list);

#endif
