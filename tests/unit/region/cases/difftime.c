#include <time.h>
void work(void);
double run(void)
{
    time_t a = time(0);
    work();
    time_t b = time(0);
    return difftime(b, a);
}
/* expect: timer run 5-7 certain */
