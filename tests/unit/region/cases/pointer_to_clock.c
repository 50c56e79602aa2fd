#include <time.h>
static double cpu(void) { return (double)clock(); }
void work(void);
double run(void)
{
    double (*timer)(void) = cpu;
    double a = timer();
    work();
    return timer() - a;
}
/* expect: timer run 7-9 certain */
