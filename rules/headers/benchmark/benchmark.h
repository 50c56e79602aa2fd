/* google-benchmark, as https://google.github.io/benchmark/user_guide.html describes it. */
#ifndef BENCHLINT_BENCHMARK_H
#define BENCHLINT_BENCHMARK_H

#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace benchmark {

enum TimeUnit { kNanosecond, kMicrosecond, kMillisecond, kSecond };
enum BigO { oNone, o1, oN, oNSquared, oNCubed, oLogN, oNLogN, oAuto, oLambda };
typedef int64_t IterationCount;
typedef int64_t ComplexityN;
typedef double(BigOFunc)(IterationCount);
typedef double(StatisticsFunc)(const std::vector<double> &);

class Counter {
public:
    enum Flags {
        kDefaults = 0, kIsRate = 1, kAvgThreads = 2, kAvgThreadsRate = 3, kIsIterationInvariant = 4,
        kIsIterationInvariantRate = 5, kAvgIterations = 8, kAvgIterationsRate = 9, kInvert = 16
    };
    enum OneK { kIs1000 = 1000, kIs1024 = 1024 };
    Counter(double value = 0, Flags flags = kDefaults, OneK one = kIs1000);
    operator double const &() const;
    operator double &();
    double value;
    Flags flags;
    OneK oneK;
};
Counter::Flags operator|(Counter::Flags, Counter::Flags);
typedef std::map<std::string, Counter> UserCounters;

class State {
public:
    struct Value {};
    struct StateIterator {
        Value operator*() const;
        StateIterator &operator++();
        bool operator!=(const StateIterator &) const;
    };
    StateIterator begin();
    StateIterator end();
    bool KeepRunning();
    bool KeepRunningBatch(IterationCount);
    void PauseTiming();
    void ResumeTiming();
    void SkipWithError(const std::string &);
    void SkipWithMessage(const std::string &);
    bool skipped() const;
    bool error_occurred() const;
    void SetIterationTime(double);
    void SetBytesProcessed(int64_t);
    int64_t bytes_processed() const;
    void SetItemsProcessed(int64_t);
    int64_t items_processed() const;
    void SetComplexityN(ComplexityN);
    ComplexityN complexity_length_n() const;
    void SetLabel(const std::string &);
    int64_t range(std::size_t position = 0) const;
    int64_t range_x() const;
    int64_t range_y() const;
    int threads() const;
    int thread_index() const;
    IterationCount iterations() const;
    std::string name() const;
    const IterationCount max_iterations;
    UserCounters counters;
};

/* Stops the clock while it lives. */
class ScopedPauseTiming {
public:
    explicit ScopedPauseTiming(State &);
    ~ScopedPauseTiming();
};

namespace internal {
class Benchmark {
public:
    Benchmark *Name(const std::string &);
    Benchmark *Arg(int64_t);
    Benchmark *Unit(TimeUnit);
    Benchmark *Range(int64_t, int64_t);
    Benchmark *DenseRange(int64_t, int64_t, int step = 1);
    Benchmark *Args(const std::vector<int64_t> &);
    Benchmark *ArgPair(int64_t, int64_t);
    Benchmark *Ranges(const std::vector<std::pair<int64_t, int64_t>> &);
    Benchmark *ArgsProduct(const std::vector<std::vector<int64_t>> &);
    Benchmark *ArgName(const std::string &);
    Benchmark *ArgNames(const std::vector<std::string> &);
    Benchmark *RangePair(int64_t, int64_t, int64_t, int64_t);
    Benchmark *Setup(const std::function<void(const State &)> &);
    Benchmark *Teardown(const std::function<void(const State &)> &);
    Benchmark *Apply(const std::function<void(Benchmark *)> &);
    Benchmark *RangeMultiplier(int);
    Benchmark *MinTime(double);
    Benchmark *MinWarmUpTime(double);
    Benchmark *Iterations(IterationCount);
    Benchmark *Repetitions(int);
    Benchmark *ReportAggregatesOnly(bool value = true);
    Benchmark *DisplayAggregatesOnly(bool value = true);
    Benchmark *MeasureProcessCPUTime();
    Benchmark *UseRealTime();
    Benchmark *UseManualTime();
    Benchmark *Complexity(BigO complexity = oAuto);
    Benchmark *Complexity(BigOFunc *);
    Benchmark *ComputeStatistics(const std::string &, StatisticsFunc *, int unit = 0);
    Benchmark *Threads(int);
    Benchmark *ThreadRange(int, int);
    Benchmark *DenseThreadRange(int, int, int step = 1);
    Benchmark *ThreadPerCpu();
};
}
using internal::Benchmark;

template <class F, class... A>
internal::Benchmark *RegisterBenchmark(const std::string &name, F &&function, A &&...arguments);

class Fixture : public internal::Benchmark {
public:
    Fixture();
    virtual ~Fixture();
    virtual void SetUp(const State &);
    virtual void SetUp(State &);
    virtual void TearDown(const State &);
    virtual void TearDown(State &);
protected:
    virtual void BenchmarkCase(State &) = 0;
};
internal::Benchmark *RegisterFixture(Fixture *, const char *name);

class BenchmarkReporter {};
class ConsoleReporter : public BenchmarkReporter {};
void Initialize(int *count, char **arguments, void (*help)() = nullptr);
void Shutdown();
bool ReportUnrecognizedArguments(int count, char **arguments);
std::size_t RunSpecifiedBenchmarks();
std::size_t RunSpecifiedBenchmarks(BenchmarkReporter *);
std::size_t RunSpecifiedBenchmarks(const std::string &);
void AddCustomContext(const std::string &, const std::string &);
void MaybeReenterWithoutASLR(int, char **);
std::vector<int64_t> CreateRange(int64_t, int64_t, int);
std::vector<int64_t> CreateDenseRange(int64_t, int64_t, int);

template <class T> void DoNotOptimize(T const &value);
template <class T> void DoNotOptimize(T &value);
template <class T> void DoNotOptimize(T &&value);
void ClobberMemory();
void UseCharPointer(char const volatile *);
}

#define BENCHMARK_JOIN2(a, b) a##b
#define BENCHMARK_JOIN(a, b) BENCHMARK_JOIN2(a, b)
#define BENCHMARK_NEW                                                                \
    [[maybe_unused]] static ::benchmark::internal::Benchmark *BENCHMARK_JOIN(        \
        benchmark_registered_, __COUNTER__)
#define BENCHMARK(...) BENCHMARK_NEW = ::benchmark::RegisterBenchmark(#__VA_ARGS__, __VA_ARGS__)
#define BENCHMARK1(function, a) BENCHMARK(function)->Arg((a))
#define BENCHMARK_WITH_ARG(function, a) BENCHMARK(function)->Arg((a))
#define BENCHMARK_WITH_UNIT(function, unit) BENCHMARK(function)->Unit((unit))
#define BENCHMARK_RANGE(function, low, high) BENCHMARK(function)->Range((low), (high))
#define BENCHMARK_CAPTURE(function, name, ...)                                       \
    BENCHMARK_NEW = ::benchmark::RegisterBenchmark(                                  \
        #function "/" #name,                                                         \
        [](::benchmark::State &state) { function(state, __VA_ARGS__); })
#define BENCHMARK_TEMPLATE(function, ...)                                            \
    BENCHMARK_NEW = ::benchmark::RegisterBenchmark(#function, function<__VA_ARGS__>)
#define BENCHMARK_TEMPLATE1(function, a) BENCHMARK_TEMPLATE(function, a)
#define BENCHMARK_TEMPLATE2(function, a, b) BENCHMARK_TEMPLATE(function, a, b)
#define BENCHMARK_TEMPLATE1_CAPTURE(function, a, name, ...)                          \
    BENCHMARK_CAPTURE(function<a>, name, __VA_ARGS__)

#define BENCHMARK_FIXTURE_CLASS(base, method) base##_##method##_Benchmark
#define BENCHMARK_DECLARE_F(base, method)                                            \
    class BENCHMARK_FIXTURE_CLASS(base, method) : public base {                      \
    protected:                                                                       \
        void BenchmarkCase(::benchmark::State &) override;                           \
    };
#define BENCHMARK_DEFINE_F(base, method)                                             \
    BENCHMARK_DECLARE_F(base, method)                                                \
    void BENCHMARK_FIXTURE_CLASS(base, method)::BenchmarkCase
#define BENCHMARK_REGISTER_F(base, method)                                           \
    BENCHMARK_NEW = ::benchmark::RegisterFixture(                                    \
        new BENCHMARK_FIXTURE_CLASS(base, method)(), #base "/" #method)
#define BENCHMARK_F(base, method)                                                    \
    BENCHMARK_DECLARE_F(base, method)                                                \
    BENCHMARK_REGISTER_F(base, method);                                              \
    void BENCHMARK_FIXTURE_CLASS(base, method)::BenchmarkCase
#define BENCHMARK_TEMPLATE_DECLARE_F(base, method, ...)                              \
    class BENCHMARK_FIXTURE_CLASS(base, method) : public base<__VA_ARGS__> {         \
    protected:                                                                       \
        void BenchmarkCase(::benchmark::State &) override;                           \
    };
#define BENCHMARK_TEMPLATE_DEFINE_F(base, method, ...)                               \
    BENCHMARK_TEMPLATE_DECLARE_F(base, method, __VA_ARGS__)                          \
    void BENCHMARK_FIXTURE_CLASS(base, method)::BenchmarkCase
#define BENCHMARK_TEMPLATE1_DEFINE_F(base, method, a) BENCHMARK_TEMPLATE_DEFINE_F(base, method, a)
#define BENCHMARK_TEMPLATE2_DEFINE_F(base, method, a, b)                             \
    BENCHMARK_TEMPLATE_DEFINE_F(base, method, a, b)
#define BENCHMARK_TEMPLATE_F(base, method, ...)                                      \
    BENCHMARK_TEMPLATE_DECLARE_F(base, method, __VA_ARGS__)                          \
    BENCHMARK_REGISTER_F(base, method);                                              \
    void BENCHMARK_FIXTURE_CLASS(base, method)::BenchmarkCase
#define BENCHMARK_TEMPLATE1_F(base, method, a) BENCHMARK_TEMPLATE_F(base, method, a)
#define BENCHMARK_TEMPLATE2_F(base, method, a, b) BENCHMARK_TEMPLATE_F(base, method, a, b)
#define BENCHMARK_UNUSED [[maybe_unused]]
#define BENCHMARK_DONT_OPTIMIZE
#define BENCHMARK_ALWAYS_INLINE

#define BENCHMARK_MAIN()                                                             \
    int main(int count, char **arguments)                                            \
    {                                                                                \
        ::benchmark::Initialize(&count, arguments);                                  \
        ::benchmark::RunSpecifiedBenchmarks();                                       \
        return 0;                                                                    \
    }                                                                                \
    int main(int, char **)

#endif
