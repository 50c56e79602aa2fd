#define LIMIT 1000
#define SQUARE(x) ((x) * (x))
#define LOOKUP() table[LIMIT]
enum { SMALL = 3, BIG = SMALL << 10 };
typedef unsigned long size;
static const int bound = 64;
int table[LIMIT + 1];
int work(int);

double values(int n, double d, char *text)
{
    int x = n ? work(n) : 3, y = n > 2 ? n : 2, z;
    int both = n && x, effects = n && work(x);
    size bytes = sizeof(double) * 4 + sizeof n;
    float f = (float)d;
    double g = n / 2 + 3;
    int list[3] = {1, 2}, from = n ?: 7;
    struct { int a, b; } pair = {.b = 2};

    x = y = z = 4;
    x = (work(1), work(2));
    (void)x;
    (void)work(3);
    work(4);
    z = ({ int t = n; t + 1; });
    n <<= 2;
    d *= n;
    y = n++ + --x;
    z = BIG + bound + LIMIT + SQUARE(3) + -1;
    z = LOOKUP();
    n = _Generic(d, int: 1, double: 2, default: 3);
    text = "long";
    char array[] = "copied";
    size address = (size)text;
    do { n = array[0]; } while (0);
    return n == 3 ? d : g + f + pair.b + list[0] + from + both + effects + bytes + address;
}
