#include <stdio.h>
#include <time.h>

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void bench_sum(void)
{
    unsigned sum = 0;
    double start = now();

    for (unsigned i = 0; i < COUNT; i++)
        sum += i * i;
    printf("%f\n", now() - start);
}

static void bench_known(void)
{
    unsigned sum = 0;
    double start = now();

    for (unsigned i = 0; i < COUNT; i++)
        sum += i * i; /* benchlint: ignore[BL202] only the loop is of interest */
    printf("%f\n", now() - start);
}

/* Whoever includes this may read it. */
static unsigned kept;

static void bench_kept(void)
{
    double start = now();

    for (unsigned i = 0; i < COUNT; i++)
        kept += i * i;
    printf("%f\n", now() - start);
}
