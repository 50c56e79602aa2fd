#include <stddef.h>
#include <sys/time.h>
static void get_time(double *out)
{
    struct timeval tv;
    gettimeofday(&tv, NULL);
    *out = tv.tv_sec + tv.tv_usec * 1e-6;
}
void work(void);
double run(void)
{
    double a, b;
    get_time(&a);
    work();
    get_time(&b);
    return b - a;
}
/* expect: timer run 13-15 certain */
