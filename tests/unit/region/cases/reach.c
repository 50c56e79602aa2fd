#include <time.h>
static int depth(int n) { return n ? depth(n - 1) : 0; }
static int outer(int n) { return depth(n); }
static int elsewhere(int n) { return n; }
long run(void)
{
    int other = elsewhere(3);
    clock_t start = clock();
    int sum = outer(5);
    return clock() - start + sum + other;
}
/* expect: timer run 8-10 certain reaches depth,outer */
