// rules/models/cxx/threads.yaml: what runs when, of std::async and std::packaged_task; and views of
// std::ranges, which do nothing until somebody iterates.  Calls are counted.
#include <atomic>
#include <future>
#include <ranges>
#include <vector>

#include "proof.h"

static std::atomic<int> calls;

static int work(int value)
{
    calls++;
    return value;
}

static void with_async()
{
    std::promise<void> gate;
    auto waiting = std::async(std::launch::async, [&gate] { gate.get_future().get(); work(1); });
    CHECK(calls == 0);
    gate.set_value();
    waiting.get();
    CHECK(calls == 1);

    auto deferred = std::async(std::launch::deferred, work, 2);
    CHECK(calls == 1);
    CHECK(deferred.get() == 2 && calls == 2);

    {
        auto never = std::async(std::launch::deferred, work, 3);
    }
    CHECK(calls == 2);

    (void)std::async(std::launch::async, work, 4); // dies here, and waits
    CHECK(calls == 3);
}

static void with_task()
{
    calls = 0;
    std::packaged_task<int(int)> task(work);
    auto result = task.get_future();
    CHECK(calls == 0);
    task(5);
    CHECK(calls == 1 && result.get() == 5);
}

static void with_views()
{
    std::vector<int> values = {1, 2, 3};
    calls = 0;
    auto view = values | std::views::transform(work);
    CHECK(calls == 0);
    int sum = 0;
    for (int value : view)
        sum += value;
    CHECK(calls == 3 && sum == 6);
}

int main()
{
    with_async();
    with_task();
    with_views();
    return proof_mistakes != 0;
}
