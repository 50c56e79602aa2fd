#include <stdio.h>
#include <time.h>

int main(void)
{
    long sum = 0;
    clock_t start = clock(), stop;

    for (long i = 0; i < 1000000; i++)
        sum += i;
    stop = clock();
    printf("%ld\n", (long)(stop - start));
    return 0;
}
