#include <pthread.h>
#include <time.h>
static void *worker(void *arg) { return arg; }
long run(void)
{
    pthread_t id;
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    pthread_create(&id, NULL, worker, NULL);
    pthread_join(id, NULL);
    clock_gettime(CLOCK_MONOTONIC, &b);
    return b.tv_nsec - a.tv_nsec;
}
/* expect: timer run 8-11 certain reaches worker */
