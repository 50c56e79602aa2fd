/* Where the parts of benchrun are that are files of their own. */
#ifndef RUNNER_PLACES_H
#define RUNNER_PLACES_H

#include <stddef.h>

#include "err.h"

/* The path of `name`: beside this program, where it is built, or where it is installed.  -1 and
 * *err when it is in none of them. */
int places_find(const char *name, char *path, size_t size, struct err *err);

#endif
