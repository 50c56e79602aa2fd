/* What a compiler left between two markers. */
#ifndef ANALYZER_BETWEEN_H
#define ANALYZER_BETWEEN_H

#include "assembly.h"

struct between {
    bool found;      /* both markers are there, and control gets from one to the other */
    bool indirect;   /* it contains a jump that cannot be followed */
    size_t count;    /* instructions, markers not counted */
    size_t calls;
    bool has_loop;
    const bool *inside; /* per instruction of the assembly */
    const bool *cyclic; /* ... whether it can run again before the stop */
};

/* The instructions on a path from marker `number` to its stop, in all copies that the compiler made
 * of the region. */
struct between between_markers(const struct assembly *assembly, unsigned number,
                               struct arena *arena);
/* All of the code: for a program that is measured from outside. */
struct between between_all(const struct assembly *assembly, struct arena *arena);

struct line_set { /* lines of the file that was compiled */
    const bool *has; /* by line; those from `count` on are not in it */
    uint32_t count;
    bool elsewhere; /* and all lines of other files */
};

struct line_count { /* instructions that come from the lines of a set */
    size_t all, looped, calls; /* of the file's own lines; ... on a cycle; ... calls */
    size_t elsewhere, elsewhere_looped;
};

/* Those inside; or, with `wanted_inside` false, those outside. */
struct line_count between_lines(const struct assembly *assembly, const struct between *between,
                                const struct line_set *lines, bool wanted_inside);

#endif
