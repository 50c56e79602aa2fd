#include <time.h>
void work(void), report(long);
static void work_and_stop(clock_t start)
{
    work();
    report(clock() - start);
}
void run(void)
{
    clock_t start = clock();
    work_and_stop(start);
}
/* expect: timer run 10-11 certain reaches work_and_stop */
