#include <time.h>
void f(void), g(void);
void report(long, long);
void run(void)
{
    time_t t[3];
    t[0] = time(0);
    f();
    t[1] = time(0);
    g();
    t[2] = time(0);
    report(t[1] - t[0], t[2] - t[1]);
}
/* expect: timer run 7-9 certain
   expect: timer run 9-11 certain */
