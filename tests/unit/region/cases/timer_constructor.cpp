#include <chrono>
struct Stopwatch {
    std::chrono::steady_clock::time_point begin;
    Stopwatch() : begin(std::chrono::steady_clock::now()) {}
    double elapsed() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    }
};
int work(int);
double run()
{
    Stopwatch watch;
    int x = work(3);
    return watch.elapsed() + x;
}
// expect: timer run 13-15 certain
