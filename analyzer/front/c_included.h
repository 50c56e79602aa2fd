/* What a file includes: the list of it, and the project's own headers as units. */
#ifndef FRONT_C_INCLUDED_H
#define FRONT_C_INCLUDED_H

#include "c_unit.h"

/* Fills unit->includes and, with those of the files with code that options->wants_header wants,
 * unit->headers. */
void c_included_lower(const struct c_parsed *parsed, const struct c_code_files *with_code,
                      const struct front_options *options, struct ir_unit *unit);

#endif
