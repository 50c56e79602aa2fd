static int square(int n) { return n * n; }
static int cube(int n) { return n * n * n; }
static int (*const fixed)(int) = square;
static int (*chosen)(int);
int (*outside)(int);
struct table { int (*fn)(int); };
static int apply(int (*fn)(int), int n)
{
    return fn(n); /* calls: square */
}
int use(int n, int (*given)(int))
{
    int (*local)(int) = cube;
    int (*either)(int) = n ? square : cube;
    chosen = n > 3 ? square : cube;
    int sum = local(n); /* calls: cube */
    sum += fixed(n); /* calls: square */
    sum += either(n); /* calls: ? */
    sum += chosen(n); /* calls: ? */
    sum += given(n); /* calls: ? */
    sum += outside(n); /* calls: ? */
    return sum + apply(square, n);
}
