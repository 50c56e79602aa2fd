#include <chrono>
#include <cstdio>
struct Scoped {
    std::chrono::steady_clock::time_point begin;
    Scoped() { begin = std::chrono::steady_clock::now(); }
    ~Scoped()
    {
        auto d = std::chrono::steady_clock::now() - begin;
        std::printf("%lld\n", (long long)d.count());
    }
};
int work(int);
int run()
{
    int x = 0;
    {
        Scoped scoped;
        x = work(3);
    }
    return x;
}
// expect: timer run 17-19 certain
