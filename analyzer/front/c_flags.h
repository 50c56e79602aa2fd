/* How a C or C++ file is to be parsed: from compile_commands.json, from the user, or sane flags. */
#ifndef FRONT_C_FLAGS_H
#define FRONT_C_FLAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "clang_api.h"
#include "diag.h"
#include "front.h"

struct c_database; /* an opened compile_commands.json */

/* NULL without a message when there is none; a message when -p names a folder without one, or the
 * file cannot be read. */
struct c_database *c_database_open(const char *folder, struct diags *diags);
/* The nearest one upward from a file, there or in a build folder; or NULL. */
struct c_database *c_database_find(const char *path, struct diags *diags);
/* Where that one would be found, without opening it: its folder, or NULL. */
const char *c_database_locate(const char *path, struct arena *arena);
void c_database_free(struct c_database *database);
const char *c_database_path(const struct c_database *database);

/* Clang is asked to tell so many errors of a file and its headers: each missing header makes one at
 * each use of what it declares.  Where there are more, the rest is not known. */
enum { C_ERRORS_MAX = 1000 };

struct c_command {
    const char *const *arguments;
    size_t count;
    const char *const *said; /* the arguments as the build, then the user, gave them */
    size_t said_count;
    bool guesses;          /* folders of the project were added that no flag names */
    const char *own_headers; /* the folder of our headers of last resort, absolute; or NULL */
    const char *path;      /* absolute, as libclang is to see the file */
    unsigned optimisation; /* 0 to 3; 2 when nothing is said */
    bool assertions_off;
    bool math_errno;
    bool openmp;           /* #pragma omp means something */
    bool launches;         /* CUDA, HIP: kernel<<<...>>>() means something */
};

/* In the arena.  `database` may be NULL. */
struct c_command c_command_for(const struct c_database *database,
                               const struct front_options *options, enum front_kind kind,
                               const char *path, struct arena *arena);

#endif
