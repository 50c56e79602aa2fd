#include <chrono>
#include <functional>
static int square(int n) { return n * n; }
static double seconds(const std::function<void()> &f)
{
    auto start = std::chrono::steady_clock::now();
    f();
    auto end = std::chrono::steady_clock::now();
    return std::chrono::duration<double>(end - start).count();
}
int main()
{
    int x = 0;
    double d = seconds([&] { x += square(3); });
    return x + (int)d;
}
// expect: callback seconds 6-8 certain
