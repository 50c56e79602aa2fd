#include <time.h>
int work(int);
long run(void)
{
    int n = 0;
    clock_t start = clock();
again:
    n = work(n);
    if (n < 10)
        goto again;
    return clock() - start;
}
/* expect: timer run 6-11 certain */
