/* The classes of a file, in tables that can be searched. */
#ifndef ANALYZER_CLASSES_H
#define ANALYZER_CLASSES_H

#include "ir.h"

/* Fills unit->classes and unit->methods, in the unit's arena.  Before it, the questions about
 * classes in resolve.h find nothing; after functions were added, it is to be called again. */
void classes_find(struct ir_unit *unit);

#endif
