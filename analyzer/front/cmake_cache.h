/* What CMake remembers of a build in CMakeCache.txt. */
#ifndef FRONT_CMAKE_CACHE_H
#define FRONT_CMAKE_CACHE_H

#include "arena.h"

/* The value of CMAKE_BUILD_TYPE that the folder was configured with, "" when it is empty; in the
 * arena.  NULL when the folder was not made by CMake, or for several types at once. */
const char *cmake_build_type(const char *folder, struct arena *arena);

#endif
