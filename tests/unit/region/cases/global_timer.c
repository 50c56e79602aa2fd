#include <time.h>
static clock_t begin;
static void start(void) { begin = clock(); }
static double stop(void) { return (double)(clock() - begin) / CLOCKS_PER_SEC; }
double work(void);
double run(void)
{
    start();
    double x = work();
    return x + stop();
}
/* expect: timer run 8-10 certain */
