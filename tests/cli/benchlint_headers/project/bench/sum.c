#include "ticks.h"

int main(void)
{
    long sum = 0;
    ticks_t start = TICKS(), stop;

    for (long i = 0; i < 1000000; i++)
        sum += i;
    stop = TICKS();
    return report(stop - start);
}
