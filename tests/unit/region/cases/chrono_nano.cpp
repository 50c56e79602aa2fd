#include <chrono>
#include <cstdint>
static uint64_t nano()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}
int work(int);
uint64_t run()
{
    uint64_t before = nano();
    int x = work(1);
    uint64_t after = nano();
    return after - before + x;
}
// expect: timer run 12-14 certain
