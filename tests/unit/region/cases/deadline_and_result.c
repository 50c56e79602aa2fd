#include <time.h>
int work(int);
double run(void)
{
    clock_t start = clock();
    int n = 0;
    while (clock() - start < CLOCKS_PER_SEC)
        n += work(n);
    return n / (double)(clock() - start);
}
/* expect: timer run 5-9 certain */
