#include <stddef.h>
#include <sys/time.h>
void work(void);
long run(void)
{
    struct timeval a, b, d;
    gettimeofday(&a, NULL);
    work();
    gettimeofday(&b, NULL);
    timersub(&b, &a, &d);
    return d.tv_sec;
}
/* expect: timer run 7-9 certain */
