/* One line on stderr that is rewritten in place, so that a person sees what goes on.  Nothing is
 * drawn where stderr is not a terminal. */
#ifndef RUNNER_PROGRESS_H
#define RUNNER_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    bool wanted;
    bool drawn;
    size_t index, count; /* fixtures: this one, from 1, and all */
    const char *name;
    double last; /* when it was drawn, seconds */
};

/* As analyse.h's progress; `context` is a struct progress. */
void progress_sample(void *context, const char *phase, size_t run, int64_t n);
/* A word about what goes on before there are samples. */
void progress_note(struct progress *progress, const char *what);
void progress_clear(struct progress *progress);

#endif
