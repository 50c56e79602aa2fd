/* Folly's benchmarks, as https://github.com/facebook/folly/blob/main/folly/docs/Benchmark.md
 * describes them. */
#ifndef BENCHLINT_FOLLY_BENCHMARK_H
#define BENCHLINT_FOLLY_BENCHMARK_H

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace folly {

struct UserMetric {
    enum class Type { CUSTOM, TIME, METRIC };
    UserMetric(int64_t value = 0, Type type = Type::CUSTOM);
    int64_t value;
};
using UserCounters = std::vector<std::pair<std::string, UserMetric>>;

template <class F> void addBenchmark(const char *file, const char *name, F &&function);
void runBenchmarks();
void runBenchmarksOnFlag();
bool runBenchmarksOnFlag(int);
template <class T> void doNotOptimizeAway(const T &value);
template <class T> void makeUnpredictable(T &value);

struct dismiss_tag {};
class BenchmarkSuspender {
public:
    BenchmarkSuspender();
    ~BenchmarkSuspender();
    void dismiss();
    void rehire();
    template <class F> auto dismissing(F function) -> decltype(function());
    operator bool() const;
};
}

#define FOLLY_BENCHMARK_FUNCTION(function, count, label)                             \
    static void function(unsigned);                                                  \
    [[maybe_unused]] static const bool function##_registered =                       \
        (::folly::addBenchmark(__FILE__, label, function), true);                    \
    static void function([[maybe_unused]] unsigned count)
#define FOLLY_BENCHMARK_PICK(a, b, picked, ...) picked
#define FOLLY_BENCHMARK_NAMED(name) FOLLY_BENCHMARK_FUNCTION(name, folly_count, #name)
#define FOLLY_BENCHMARK_COUNTED(name, count) FOLLY_BENCHMARK_FUNCTION(name, count, #name)
#define BENCHMARK(...)                                                               \
    FOLLY_BENCHMARK_PICK(__VA_ARGS__, FOLLY_BENCHMARK_COUNTED, FOLLY_BENCHMARK_NAMED, 0) \
    (__VA_ARGS__)
#define BENCHMARK_RELATIVE(...) BENCHMARK(__VA_ARGS__)
#define FOLLY_BENCHMARK_MULTI(function, count, label)                                \
    static unsigned function(unsigned);                                              \
    [[maybe_unused]] static const bool function##_registered =                       \
        (::folly::addBenchmark(__FILE__, label, function), true);                    \
    static unsigned function([[maybe_unused]] unsigned count)
#define FOLLY_MULTI_NAMED(name) FOLLY_BENCHMARK_MULTI(name, folly_count, #name)
#define FOLLY_MULTI_COUNTED(name, count) FOLLY_BENCHMARK_MULTI(name, count, #name)
#define BENCHMARK_MULTI(...)                                                         \
    FOLLY_BENCHMARK_PICK(__VA_ARGS__, FOLLY_MULTI_COUNTED, FOLLY_MULTI_NAMED, 0)     \
    (__VA_ARGS__)
#define BENCHMARK_RELATIVE_MULTI(...) BENCHMARK_MULTI(__VA_ARGS__)
#define FOLLY_JOIN2(a, b) a##b
#define FOLLY_JOIN(a, b) FOLLY_JOIN2(a, b)
#define BENCHMARK_NAMED_PARAM(name, label, ...)                                      \
    [[maybe_unused]] static const bool FOLLY_JOIN(name##_param_, __COUNTER__) =      \
        (::folly::addBenchmark(__FILE__, #name "(" #label ")",                       \
                               [](unsigned count) { name(count, ##__VA_ARGS__); }),  \
         true);
#define BENCHMARK_PARAM(name, value) BENCHMARK_NAMED_PARAM(name, value, value)
#define BENCHMARK_RELATIVE_PARAM(name, value) BENCHMARK_NAMED_PARAM(name, value, value)
#define BENCHMARK_RELATIVE_NAMED_PARAM(name, label, ...)                             \
    BENCHMARK_NAMED_PARAM(name, label, ##__VA_ARGS__)
#define BENCHMARK_DRAW_LINE()                                                        \
    [[maybe_unused]] static const bool FOLLY_JOIN(folly_line_, __COUNTER__) = false
#define BENCHMARK_SUSPEND                                                            \
    if (auto folly_suspender = ::folly::BenchmarkSuspender()) {                      \
    } else

#endif
