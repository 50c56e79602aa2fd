#include <time.h>
void work(void);
double run(void)
{
    double t = 0;
    for (int i = 0; i < 3; i++) {
        t -= clock();
        work();
        t += clock();
    }
    return t;
}
/* expect: timer run 7-9 certain */
