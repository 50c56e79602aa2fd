/* time() yields the reading and puts it where it is told to. */
#include <time.h>
void work(void);
double run(void)
{
    time_t a, b;
    time(&a);
    work();
    time(&b);
    return difftime(b, a);
}
/* expect: timer run 7-9 certain */
