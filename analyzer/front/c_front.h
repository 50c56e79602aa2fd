/* The C and C++ front end, as front.c sees it. */
#ifndef FRONT_C_FRONT_H
#define FRONT_C_FRONT_H

#include "c_flags.h"
#include "ir.h"

/* See front_lower; clang_open must have succeeded.  Folders of headers that were missing and found
 * in the project are added to `command`. */
struct ir_unit *c_lower_file(struct c_command *command, const struct front_options *options,
                             enum front_kind kind, const char *path, const char *source,
                             size_t length, struct arena *arena, struct err *err);

#endif
