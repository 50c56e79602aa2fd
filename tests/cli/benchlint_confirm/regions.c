#include <stdio.h>
#include <time.h>

static long triangle(long n)
{
    long sum = 0;

    for (long i = 0; i < n; i++)
        sum += i;
    return sum;
}

int main(int argc, char **argv)
{
    volatile long size = argc;
    long dead = 0, folded = 0, kept = 0;
    clock_t t0, t1, t2, t3;

    (void)argv;
    t0 = clock();
    for (long i = 0; i < size; i++)
        dead += i;
    t1 = clock();
    folded = triangle(1000) - triangle(999);
    t2 = clock();
    for (long i = 0; i < size; i++)
        kept += i;
    t3 = clock();
    printf("%ld %ld %ld: %ld %ld\n", (long)(t1 - t0), (long)(t2 - t1), (long)(t3 - t2), folded,
           kept);
    return 0;
}
