#include <stdint.h>
static inline uint64_t rdtsc(void)
{
    uint32_t low, high;
    __asm__ __volatile__("rdtsc" : "=a"(low), "=d"(high));
    return ((uint64_t)high << 32) | low;
}
int work(int);
uint64_t run(int n)
{
    uint64_t a = rdtsc();
    int x = work(n);
    uint64_t b = rdtsc();
    return b - a + (uint64_t)x;
}
/* expect: timer run 11-13 certain */
