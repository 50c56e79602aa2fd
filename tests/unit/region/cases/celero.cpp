/* A macro names the function that is measured. */
#include <celero/Celero.h>

int work(int);

CELERO_MAIN

BASELINE(group, plain, 10, 1000)
{
    celero::DoNotOptimizeAway(work(1));
}
/* expect: framework CeleroUserBenchmark_group_plain::UserBenchmark - certain */
