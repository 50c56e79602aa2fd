#define CLOCK_REALTIME 0
#define CLOCK_MONOTONIC 1
#define NOW(t) read_clock(CLOCK_MONOTONIC, t)
#define START NOW(&first)
#define REPEAT(n) for (int i = 0; i < (n); i++)
#define FOREVER(x) for (;;) { x; if (stopped) break; }
#define SWAP(a, b) do { int t = a; a = b; b = t; } while (0)
struct time { long seconds; };
extern int stopped;
int read_clock(int, struct time *);

long macros(int x, int y)
{
    struct time first, last;

    START;
    REPEAT(10) x += y;
    FOREVER(y++)
    SWAP(x, y);
    NOW(&last);
    read_clock(CLOCK_REALTIME, &last);
    return last.seconds - first.seconds + x;
}
