template <class F> void time_it(F f) { f(); }
struct box {
    int n = 0;
    int total() { auto add = [this](int k) { n += k; return n; }; return add(2); }
};

int lambdas(int n)
{
    int seen = 0;
    auto count = [&seen, step = n + 1](int k) mutable { seen += k; return step++; };
    auto generic = [](auto x) { return x + 1; };
    time_it([&] { seen++; });
    struct local {
        int twice(int k) { return 2 * k; }
    } helper;
    return count(3) + generic(4) + helper.twice(seen) + [=] { return n; }();
}
auto global = [](int k) { return k; };
int started = global(3);
