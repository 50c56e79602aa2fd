/* Classes of Python values: from construction, annotations, `with`, assignment, attributes,
 * returns, call sites and one level of containers.
 *
 * Flow-insensitive: everything that is ever put into a variable must agree, else nothing is said
 * of it.  `None` agrees with everything. */
#ifndef ANALYZER_INFER_H
#define ANALYZER_INFER_H

#include "ir.h"
#include "model.h"

/* Completes op.text, op.function and op.type of a Python unit. */
void infer_classes(struct ir_unit *unit, const struct model *model);

#endif
