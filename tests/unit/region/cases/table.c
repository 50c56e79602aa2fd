#include <time.h>
static int a(int n) { return n; }
static int b(int n) { return n + 1; }
static const struct bench { const char *name; int (*fn)(int); } all[] = {{"a", a}, {"b", b}};
int printf(const char *, ...);
int main(void)
{
    for (int i = 0; i < 2; i++) {
        clock_t start = clock();
        all[i].fn(i);
        clock_t end = clock();
        printf("%s %ld\n", all[i].name, (long)(end - start));
    }
    return 0;
}
/* expect: timer main 9-11 certain reaches a,b */
