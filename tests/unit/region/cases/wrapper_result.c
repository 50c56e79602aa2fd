#include <stdint.h>
#include <time.h>
static uint64_t now_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (uint64_t)ts.tv_sec * 1000000000u + (uint64_t)ts.tv_nsec;
}
int work(int n);
void run(void)
{
    uint64_t t = now_ns();
    work(1);
    t = now_ns() - t;
    work((int)t);
}
/* expect: timer run 12-14 certain */
