/* What field tables cannot say: references between fields, expressions, sources that exist. */
#ifndef RUNNER_CHECK_H
#define RUNNER_CHECK_H

#include "spec.h"

/* Adds a diagnostic for every mistake; parses the lists of sizes. */
void spec_check(struct spec *spec, struct arena *arena, struct diags *diags);

#endif
