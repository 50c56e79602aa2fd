/* From samples to names: unwinds each sample by the program's own unwind tables and names every
 * frame, inlined ones too. */
#ifndef RUNNER_STACKS_H
#define RUNNER_STACKS_H

#include "profile.h"

struct stack {
    const char **frames; /* leaf first; one pointer per distinct name */
    size_t depth;
};

struct stacks {
    VEC(struct stack) list;
    struct map *names;     /* owns the names' identity; freed by stacks_release */
};

/* 0, or -1 when the samples cannot be unwound. */
int stacks_read(const struct profile *profile, struct arena *arena, struct stacks *stacks,
                struct err *err);
void stacks_release(struct stacks *stacks);

#endif
