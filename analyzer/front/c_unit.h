/* One file of what libclang has read becomes a unit. */
#ifndef FRONT_C_UNIT_H
#define FRONT_C_UNIT_H

#include "c_parse.h"
#include "ir.h"

/* Other files in which functions may have bodies; one may be there more than once. */
struct c_code_files {
    VEC(CXFile) files;
};

/* `path` is how the user knows the file, and is copied; `source` is its text, which must live as
 * long as the unit.  `others` is added to unless it is NULL. */
struct ir_unit *c_unit_lower(const struct c_parsed *parsed, CXFile file, const char *path,
                             const char *source, size_t length, struct c_code_files *others);

#endif
