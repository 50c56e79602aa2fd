/* Makes what a Python unit uses of the other files of its project part of it, as a linker does:
 * functions and classes that it names, and what these need in turn.  They are added to the unit,
 * with the names of their modules before their own, and the operations that mean them say so.
 * Packages that the model knows are left to it.  What is needed and cannot be read becomes a gap.
 *
 * The unit has been resolved, and is to be resolved again when something was added. */
#ifndef ANALYZER_LINK_H
#define ANALYZER_LINK_H

#include "ir.h"
#include "model.h"

struct linking;

/* NULL when nothing that the unit imports can be of its project; else for link_free. */
struct linking *link_new(struct ir_unit *unit, const struct model *model);
void link_free(struct linking *linking); /* accepts NULL */

/* Adds what is used of modules that themselves may time something; whether there is any. */
bool link_timers(struct linking *linking);
/* Adds all that is used; whether there is any. */
bool link_all(struct linking *linking);

#endif
