/* Which versions of Python a file is meant for. */
#ifndef ANALYZER_PYVERSION_H
#define ANALYZER_PYVERSION_H

#include <stdbool.h>

#include "arena.h"

struct pyversion {
    int low, high;      /* minor versions of 3.x, inclusive; 0 means open */
    const char *source; /* who said so: "--python", "requires-python in x/pyproject.toml"; NULL:
                           nobody */
};

/* Reads "3.11" or a specifier like ">=3.9,<3.12" or "~=3.10".  False when it is neither. */
bool pyversion_parse(const char *text, struct pyversion *version);

/* From requires-python of the pyproject.toml, or python_requires of the setup.cfg, that is nearest
 * above `path` (not beyond the repository's root).  Open on both ends when there is none. */
struct pyversion pyversion_of_project(const char *path, struct arena *arena);

#endif
