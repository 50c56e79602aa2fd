/* Which files a build links into one program, and whether it gives them all the same arithmetic. */
#ifndef FRONT_C_PROGRAM_H
#define FRONT_C_PROGRAM_H

#include "arena.h"
#include "clang_api.h"

struct c_programs; /* those of a compile database */

/* In the arena, which must outlive it; NULL when no command of the database (the file `path`)
 * loosens floating-point arithmetic.  libclang is open. */
struct c_programs *c_programs_of(CXCompilationDatabase database, const char *path,
                                 struct arena *arena);

/* How the files that are linked with `file` (absolute) differ, in words that begin with "the files
 * of this program are not built alike: ".  NULL when they do not, or nothing says what is linked
 * together.  In the arena. */
const char *c_programs_differ(const struct c_programs *programs, const char *file,
                              struct arena *arena);

#endif
