/* The noise probe: equal pieces of work, and how unequal their costs are. */
#include <stdlib.h>
#include <time.h>

#include "doctor.h"

enum { PIECES_MAX = 4096 };

static double clock_seconds(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* About a millisecond: long against reading two clocks, short against what disturbs. */
static void work(void)
{
    volatile unsigned long sum = 0;
    for (unsigned i = 0; i < 400000; i++)
        sum = sum * 31 + i;
}

static int by_value(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return first < second ? -1 : first > second;
}

void doctor_measure(struct doctor_probe *probe, double seconds)
{
    static double cpu[PIECES_MAX], wall[PIECES_MAX];
    double start = clock_seconds(CLOCK_MONOTONIC), end = start, cpu_sum = 0;
    unsigned count = 0;
    while (count < PIECES_MAX && (end - start < seconds || count < 2)) {
        double before = clock_seconds(CLOCK_PROCESS_CPUTIME_ID);
        work();
        double now = clock_seconds(CLOCK_MONOTONIC);
        cpu[count] = clock_seconds(CLOCK_PROCESS_CPUTIME_ID) - before;
        wall[count] = now - end;
        end = clock_seconds(CLOCK_MONOTONIC);
        cpu_sum += cpu[count++];
    }
    qsort(cpu, count, sizeof *cpu, by_value);
    qsort(wall, count, sizeof *wall, by_value);
    double lost = 1 - cpu_sum / (end - start);
    *probe = (struct doctor_probe){.pieces = count,
                                   .piece = cpu[0],
                                   .cpu_median = cpu[count / 2] / cpu[0],
                                   .cpu_p99 = cpu[count * 99 / 100] / cpu[0],
                                   .wall_median = wall[count / 2] / cpu[0],
                                   .wall_p99 = wall[count * 99 / 100] / cpu[0],
                                   .lost = lost > 0 ? lost : 0};
}
