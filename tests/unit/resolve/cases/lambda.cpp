static int square(int n) { return n * n; }
int use(int n)
{
    auto f = [&](int m) { return square(m) + n; };
    return f(n); // calls: use::(lambda)
}
