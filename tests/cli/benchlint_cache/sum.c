#include "header.h"
#include <stdio.h>
#include <time.h>

int main(void)
{
    clock_t start = clock();
    double sum = 0;

    for (int i = 0; i < LIMIT; i++)
        sum += i;
    printf("%ld\n", (long)(clock() - start));
    return 0;
}
