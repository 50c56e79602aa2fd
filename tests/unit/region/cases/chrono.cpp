#include <chrono>
int work(int);
double run()
{
    auto start = std::chrono::steady_clock::now();
    int x = work(1);
    auto end = std::chrono::steady_clock::now();
    std::chrono::duration<double> d = end - start;
    return d.count() + x;
}
// expect: timer run 5-7 certain
