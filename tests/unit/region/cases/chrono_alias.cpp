#include <chrono>
using Clock = std::chrono::high_resolution_clock;
int work(int);
long run()
{
    const auto start = Clock::now();
    int x = work(1);
    return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count() + x;
}
// expect: timer run 6-8 certain
