#include <time.h>
struct timer { clock_t begin, total; };
static void timer_start(struct timer *t) { t->begin = clock(); }
static void timer_stop(struct timer *t) { t->total += clock() - t->begin; }
void work(void);
int main(void)
{
    struct timer t = {0};
    for (int i = 0; i < 10; i++) {
        timer_start(&t);
        work();
        timer_stop(&t);
    }
    return (int)t.total;
}
/* expect: timer main 10-12 certain */
