#include <time.h>
static int a(int n) { return n; }
static int b(int n) { return n + 1; }
static void run_bench(const char *name, int (*fn)(int))
{
    clock_t start = clock();
    for (int i = 0; i < 100; i++)
        fn(i);
    clock_t end = clock();
    extern int printf(const char *, ...);
    printf("%s %ld\n", name, (long)(end - start));
}
int main(void)
{
    run_bench("a", a);
    run_bench("b", b);
    return 0;
}
/* expect: callback run_bench 6-9 certain reaches a,b */
