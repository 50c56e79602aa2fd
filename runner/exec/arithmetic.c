#include "arithmetic.h"

#include <time.h>

/* GCC and clang split what is wider than the processor's registers. */
enum { LANES = 16, CHAINS = 8, STEPS = 100000, TRIES = 20 };
typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));

/* One clone for each width; which one the processor can run is found out when the program starts.
 */
#if defined __x86_64__ && defined __GLIBC__
#define EVERY_WIDTH __attribute__((target_clones("default", "fma", "avx512f")))
#else
#define EVERY_WIDTH
#endif

/* Eight chains that do not wait for each other, by name, or they would live in memory. */
EVERY_WIDTH static float calculate(float factor, float term)
{
    lanes a = (lanes){0} + term, b = a + term, c = b + term, d = c + term;
    lanes e = d + term, f = e + term, g = f + term, h = g + term;
    for (int step = 0; step < STEPS; step++) {
        a = a * factor + term;
        b = b * factor + term;
        c = c * factor + term;
        d = d * factor + term;
        e = e * factor + term;
        f = f * factor + term;
        g = g * factor + term;
        h = h * factor + term;
    }
    lanes sum = a + b + c + d + e + f + g + h;
    return sum[0];
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double arithmetic_flops(void)
{
    volatile float factor = 0.5F, term = 0.5F, result = 0;
    double best = 0;
    for (int i = 0; i < TRIES; i++) {
        double start = cpu_seconds();
        result = result + calculate(factor, term);
        double rate = 2.0 * LANES * CHAINS * STEPS / (cpu_seconds() - start);
        best = rate > best ? rate : best;
    }
    return best;
}
