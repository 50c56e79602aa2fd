template <class F> double bench(const char *name, F f);
int work(int);
static int helper(int n) { return work(n); }
int main()
{
    int sum = 0;
    double best = bench("work", [&] { sum += helper(1); });
    return sum + (int)best;
}
// expect: callback main::(lambda) - likely reaches helper
