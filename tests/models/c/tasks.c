/* rules/models/c/openmp.yaml: who makes a task goes on; taskwait waits for it. */
#include <omp.h>
#include <stdatomic.h>

#include "proof.h"

static atomic_int made, finished;

static void work(void)
{
    while (!atomic_load(&made)) /* until it is seen that its maker has gone on */
        ;
    atomic_fetch_add(&finished, 1);
}

int main(void)
{
    int threads = 0;

#pragma omp parallel num_threads(2)
#pragma omp single
    threads = omp_get_num_threads();
    SKIP_UNLESS(threads == 2);
#pragma omp parallel num_threads(2)
#pragma omp single
    {
#pragma omp task
        work();
        CHECK(atomic_load(&finished) == 0);
        atomic_store(&made, 1);
#pragma omp taskwait
        CHECK(atomic_load(&finished) == 1);
    }
    return proof_mistakes != 0;
}
