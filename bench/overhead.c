/* overhead [RUNS]: what measuring a program costs beside starting it.
 *
 * Starts /bin/true in turns by posix_spawn and wait4 alone, from this small process, and by
 * benchrun's launcher with its pipes, limits and measurements.  Prints both and the difference, in
 * milliseconds of wall time: medians, so that a busy machine disturbs both alike. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "exec.h"
#include "robust.h"

enum { RUNS_DEFAULT = 1000, RUNS_MOST = 100000 };

static const char program[] = "/bin/true";

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

static void run_bare(void)
{
    char name[] = "/bin/true";
    char *arguments[] = {name, NULL}, *environment[] = {NULL};
    struct rusage usage;
    int status;
    pid_t pid;
    if (posix_spawn(&pid, program, NULL, NULL, arguments, environment) != 0 ||
        wait4(pid, &status, 0, &usage) != pid)
        die("%s cannot be started", program);
}

static void run_measured(struct exec *exec)
{
    const char *const arguments[] = {program, NULL};
    struct exec_command command = {
        .folder = "/", .arguments = arguments, .timeout = 10, .memory = 1 << 30, .cpu = -1};
    struct arena arena = {0};
    struct sample sample;
    struct err err = {0};
    if (exec_run(exec, &command, 1, &sample, &arena, &err) != 0 || sample.end != SAMPLE_OK)
        die("%s cannot be measured: %s", program, err.text);
    arena_release(&arena);
}

int main(int argc, char **argv)
{
    static double bare[RUNS_MOST], measured[RUNS_MOST];
    long runs = argc > 1 ? strtol(argv[1], NULL, 10) : RUNS_DEFAULT;
    struct err err = {0};
    if (argc > 2 || runs < 1 || runs > RUNS_MOST) {
        fprintf(stderr, "usage: overhead [RUNS], 1 to %d of each kind\n", RUNS_MOST);
        return 2;
    }
    struct exec *exec = exec_open(1, NULL, &err);
    if (!exec) {
        fprintf(stderr, "overhead: %s\n", err.text);
        return 3;
    }
    for (long i = 0; i < runs; i++) {
        double start = now();
        run_bare();
        double between = now();
        run_measured(exec);
        bare[i] = between - start;
        measured[i] = now() - between;
    }
    exec_close(exec);
    double least = median(bare, (size_t)runs), all = median(measured, (size_t)runs);
    printf("posix_spawn and wait4: %.3f ms\nmeasured by benchrun:  %.3f ms\noverhead:              "
           "%.3f ms a run\n",
           least, all, all - least);
    return 0;
}
