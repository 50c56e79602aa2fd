/* Where a build has left its compile commands. */
#ifndef FRONT_C_BUILD_H
#define FRONT_C_BUILD_H

#include "arena.h"

/* The folder with a compile_commands.json: `parent` or, unless `file` is NULL, a build folder in
 * it, or one for a preset or a type of build in that one, which lists a file of this name.  Of
 * several, the first that CMake configured to optimise, else the first.  In the arena; NULL when
 * there is none. */
const char *c_build_folder(const char *parent, const char *file, struct arena *arena);

#endif
