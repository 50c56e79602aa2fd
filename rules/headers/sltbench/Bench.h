/* sltbench, as https://github.com/ivafanas/sltbench describes it. */
#ifndef BENCHLINT_SLTBENCH_H
#define BENCHLINT_SLTBENCH_H

#include <cstddef>
#include <string>
#include <vector>

namespace sltbench {
template <class T> void DoNotOptimize(T &&value);
template <class... A> bool RegisterBenchmark(const char *name, A &&...parts);
int Main(int count, char **arguments);
}

#define SLTBENCH_JOIN2(a, b) a##b
#define SLTBENCH_JOIN(a, b) SLTBENCH_JOIN2(a, b)
#define SLTBENCH_NEW [[maybe_unused]] static const bool SLTBENCH_JOIN(sltbench_, __COUNTER__)
#define SLTBENCH_FUNCTION(function) SLTBENCH_NEW = ::sltbench::RegisterBenchmark(#function, function)
#define SLTBENCH_FUNCTION_WITH_ARGS(function, arguments)                             \
    SLTBENCH_NEW = ::sltbench::RegisterBenchmark(#function, function, arguments)
#define SLTBENCH_FUNCTION_WITH_ARGS_GENERATOR(function, generator)                   \
    SLTBENCH_NEW = ::sltbench::RegisterBenchmark(#function, function)
#define SLTBENCH_FUNCTION_WITH_LAZY_ARGS_GENERATOR(function, generator)              \
    SLTBENCH_NEW = ::sltbench::RegisterBenchmark(#function, function)
#define SLTBENCH_FUNCTION_WITH_FIXTURE(function, fixture)                            \
    SLTBENCH_NEW = ::sltbench::RegisterBenchmark(#function, function)
#define SLTBENCH_MAIN()                                                              \
    int main(int count, char **arguments) { return ::sltbench::Main(count, arguments); }

#endif
