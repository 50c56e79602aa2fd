/* What runs while a suspender lives is not measured; what it dismisses is. */
#include <folly/Benchmark.h>

#include <vector>

static void fill(std::vector<int> &values)
{
    values.assign(100, 7);
}

static int sum(const std::vector<int> &values)
{
    int total = 0;
    for (int value : values)
        total += value;
    return total;
}

BENCHMARK(sums, rounds)
{
    std::vector<int> values;
    BENCHMARK_SUSPEND
    {
        fill(values);
    }
    while (rounds--)
        folly::doNotOptimizeAway(sum(values));
}
/* expect: framework sums - certain reaches sum */
