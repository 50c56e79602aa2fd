/* Headers of the project to which no flag leads: found by name in the project's tree.
 *
 * Used only when a parse has shown that a header is missing, so a file whose flags are right pays
 * nothing. */
#ifndef FRONT_C_HEADERS_H
#define FRONT_C_HEADERS_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

struct c_headers; /* the headers of one project */

/* The project that `path` belongs to: the nearest folder above it with .git, else the highest of a
 * few with a build file, a README or a licence.  NULL when there is none.  Free with
 * c_headers_free, which accepts NULL. */
struct c_headers *c_headers_open(const char *path);
void c_headers_free(struct c_headers *headers);

/* The project's folder, with a slash at its end; malloc'ed, or NULL. */
char *c_headers_project(const char *path);

/* Whether a file is by its name one that others include. */
bool c_headers_is_name(const char *name);

/* The folder from which `name`, as it is written in an #include, is found; of several the one that
 * is nearest to `path`.  In the arena; NULL when the project has no such header. */
const char *c_headers_folder(const struct c_headers *headers, const char *name, const char *path,
                             struct arena *arena);

#endif
