#include <time.h>
void f(void), g(void);
void report(double);
void run(void)
{
    clock_t start = clock();
    f();
    clock_t end = clock();
    report((double)(end - start));
    start = clock();
    g();
    end = clock();
    report((double)(end - start));
}
/* expect: timer run 6-8 certain
   expect: timer run 10-12 certain */
