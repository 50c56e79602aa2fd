#include <sys/resource.h>
void work(void);
long run(void)
{
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    work();
    getrusage(RUSAGE_SELF, &after);
    return after.ru_utime.tv_sec - before.ru_utime.tv_sec;
}
/* expect: timer run 6-8 certain */
