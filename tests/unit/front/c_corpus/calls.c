typedef int (*callback)(int);
struct table { callback run; };
void finish(int) __attribute__((noreturn));
int measure(int) __attribute__((pure));
_Noreturn void stop(void);

__attribute__((noinline, const)) static int twice(int x)
{
    return 2 * x;
}

static int indirect(callback f, struct table *t, int n)
{
    callback own = twice;

    if (n > 5)
        finish(n);
    if (n > 4)
        stop();
    return f(n) + (*f)(n) + t->run(n) + own(n) + twice(n) + measure(n) +
           __builtin_expect(n, 0);
}

static const struct table tables[] = {{twice}, {&twice}};
int zero = 0, seven = 7;
static int *pointer = &seven;

int use(int n)
{
    static int calls = 1;
    int unused __attribute__((unused)) = n;

    calls++;
    return indirect(twice, (struct table *)tables, n + *pointer + zero);
}
#define NOINLINE __attribute__((noinline, unused))

NOINLINE static int apart(int n)
{
    int NOINLINE_not = n;

    return NOINLINE_not;
}
