#include <chrono>
class Timer {
public:
    void start() { begin_ = std::chrono::steady_clock::now(); }
    double stop()
    {
        auto end = std::chrono::steady_clock::now();
        return std::chrono::duration<double>(end - begin_).count();
    }
private:
    std::chrono::steady_clock::time_point begin_;
};
int work(int);
double run()
{
    Timer timer;
    timer.start();
    int x = work(3);
    return timer.stop() + x;
}
// expect: timer run 17-19 certain
