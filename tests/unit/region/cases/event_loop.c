#include <time.h>
typedef struct loop loop_t;
void loop_on_close(loop_t *, void (*)(void)), loop_run(loop_t *);
int printf(const char *, ...);
static clock_t begin;
static void on_close(void)
{
    clock_t taken = clock() - begin;
    printf("%ld\n", (long)taken);
}
int main(void)
{
    loop_t *loop = 0;
    begin = clock();
    loop_on_close(loop, on_close);
    loop_run(loop);
    return 0;
}
/* benchmark: yes
   expect: timer main 14- likely reaches on_close */
