/* The loop of a macro, and the function that it calls. */
#include "ubench.h"

int work(int);

UBENCH(set, whole)
{
    work(1);
}

UBENCH_EX(set, looped)
{
    int prepared = work(2);
    UBENCH_DO_BENCHMARK()
    {
        work(prepared);
    }
}
/* expect: framework ubench_set_whole 6-6 certain reaches ubench_run_set_whole */
/* expect: framework ubench_set_looped 14-14 certain */
