#define ESCAPE(p) __asm__ volatile("" : : "g"(p) : "memory")
#define BARRIER() asm volatile("" ::: "memory")
typedef unsigned long long ticks;

static inline ticks rdtsc(void)
{
    unsigned low, high;

    __asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
    return ((ticks)high << 32) | low;
}

void assembly(int n, int *p, char *text)
{
    char buffer[16];

    asm("addl %1, %0" : "+r"(n) : "r"(*p) : "cc");
    asm volatile("nop # \" : :" : [out] "=m"(*p) : "0"(n), "r"(buffer));
    ESCAPE(buffer);
    BARRIER();
    ESCAPE(text[1]);
}
