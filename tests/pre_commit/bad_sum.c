#include <stdio.h>
#include <time.h>

int main(void)
{
    struct timespec start, end;
    long sum = 0;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (long i = 0; i < 1000000; i++)
        sum += i * i;
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%ld ns\n", (end.tv_sec - start.tv_sec) * 1000000000L + end.tv_nsec - start.tv_nsec);
    return 0;
}
