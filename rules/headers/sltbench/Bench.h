/* sltbench, as https://github.com/ivafanas/sltbench describes it. */
#ifndef BENCHLINT_SLTBENCH_H
#define BENCHLINT_SLTBENCH_H

#include <cstddef>
#include <string>
#include <vector>

namespace sltbench {
class State {
public:
    bool KeepRunning();
    std::size_t iterations() const;
};
template <class T> void DoNotOptimize(T &&value);
template <class... A> bool RegisterBench(const char *name, A &&...parts);
int Main(int count, char **arguments);
}

#define SLTBENCH_JOIN2(a, b) a##b
#define SLTBENCH_JOIN(a, b) SLTBENCH_JOIN2(a, b)
#define SLTBENCH_NEW [[maybe_unused]] static const bool SLTBENCH_JOIN(sltbench_, __COUNTER__)
#define SLTBENCH_FUNCTION(function) SLTBENCH_NEW = ::sltbench::RegisterBench(#function, function)
#define SLTBENCH_FUNCTION_WITH_ARGS(function, arguments)                             \
    SLTBENCH_NEW = ::sltbench::RegisterBench(#function, function, arguments)
#define SLTBENCH_MAIN()                                                              \
    int main(int count, char **arguments) { return ::sltbench::Main(count, arguments); }

#endif
