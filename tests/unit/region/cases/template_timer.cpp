#include <chrono>
static int square(int n) { return n * n; }
template <class F> double seconds(F f)
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
// expect: callback seconds 5-7 certain reaches main::(lambda),square
