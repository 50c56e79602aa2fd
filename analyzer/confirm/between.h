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
};

/* The instructions on a path from marker `number` to its stop, in all copies that the compiler made
 * of the region. */
struct between between_markers(const struct assembly *assembly, unsigned number,
                               struct arena *arena);
/* All of the code: for a program that is measured from outside. */
struct between between_all(const struct assembly *assembly, struct arena *arena);

/* Instructions inside that come from `line`; and outside. */
size_t between_line(const struct assembly *assembly, const struct between *between, uint32_t line);
size_t between_line_outside(const struct assembly *assembly, const struct between *between,
                            uint32_t line);
/* Whether an instruction of that line lies on a cycle inside. */
bool between_loops_at(const struct assembly *assembly, const struct between *between,
                      uint32_t line, struct arena *arena);

#endif
