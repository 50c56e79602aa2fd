#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>

/* Faster than this nobody can read, and each drawing costs the terminal's processor time. */
static const double least_interval = 0.1;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void progress_sample(void *context, const char *phase, size_t run, int64_t n)
{
    struct progress *progress = context;
    if (!progress->wanted || now() - progress->last < least_interval)
        return;
    progress->last = now();
    progress->drawn = true;
    fprintf(stderr, "\r\033[K[%zu/%zu] %s: %s, run %zu, n = %" PRId64, progress->index,
            progress->count, progress->name, phase, run + 1, n);
}

void progress_note(struct progress *progress, const char *what)
{
    if (!progress->wanted)
        return;
    progress->drawn = true;
    fprintf(stderr, "\r\033[K[%zu/%zu] %s: %s", progress->index, progress->count, progress->name,
            what);
}

void progress_clear(struct progress *progress)
{
    if (progress->drawn)
        fputs("\r\033[K", stderr);
    progress->drawn = false;
}
