#include <time.h>
typedef struct timespec UTIL_time_t;
static UTIL_time_t UTIL_getTime(void)
{
    UTIL_time_t t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t;
}
static unsigned long long span(UTIL_time_t begin, UTIL_time_t end)
{
    return (unsigned long long)(end.tv_sec - begin.tv_sec) * 1000000000ull +
           (unsigned long long)end.tv_nsec - (unsigned long long)begin.tv_nsec;
}
static unsigned long long UTIL_clockSpanNano(UTIL_time_t begin)
{
    UTIL_time_t const end = UTIL_getTime();
    return span(begin, end);
}
void work(void);
unsigned long long run(void)
{
    UTIL_time_t const start = UTIL_getTime();
    work();
    return UTIL_clockSpanNano(start);
}
/* expect: timer run 22-24 certain */
