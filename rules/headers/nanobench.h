/* nanobench, as https://nanobench.ankerl.com/reference.html describes it. */
#ifndef BENCHLINT_NANOBENCH_H
#define BENCHLINT_NANOBENCH_H

#include <chrono>
#include <cstdint>
#include <cstring>
#include <iosfwd>
#include <string>
#include <vector>

namespace ankerl {
namespace nanobench {

class Result {
public:
    enum class Measure { elapsed, iterations, pagefaults, cpucycles, contextswitches, instructions,
                         branchinstructions, branchmisses, _size };
    double median(Measure) const;
    double average(Measure) const;
    double minimum(Measure) const;
    double maximum(Measure) const;
    double sum(Measure) const;
    std::size_t size() const;
};

class Rng {
public:
    using result_type = uint64_t;
    Rng();
    explicit Rng(uint64_t seed);
    uint64_t operator()();
    uint32_t bounded(uint32_t);
    double uniform01();
    template <class C> void shuffle(C &);
    static constexpr uint64_t min() { return 0; }
    static constexpr uint64_t max() { return ~static_cast<uint64_t>(0); }
};

template <class T> void doNotOptimizeAway(T &&value);

class Bench {
public:
    Bench();
    template <class F> Bench &run(const char *, F &&function) { return run(function); }
    template <class F> Bench &run(const std::string &, F &&function) { return run(function); }
    template <class F> Bench &run(F &&function)
    {
        while (goes_on())
            function();
        return *this;
    }
    bool goes_on();
    template <class T> Bench &doNotOptimizeAway(T &&value);
    template <class T> Bench &batch(T);
    template <class T> Bench &complexityN(T);
    Bench &title(const std::string &);
    Bench &name(const std::string &);
    Bench &unit(const std::string &);
    Bench &context(const std::string &, const std::string &);
    Bench &timeUnit(std::chrono::duration<double>, const std::string &);
    Bench &output(std::ostream *);
    Bench &clockResolutionMultiple(std::size_t);
    Bench &epochs(std::size_t);
    Bench &maxEpochTime(std::chrono::nanoseconds);
    Bench &minEpochTime(std::chrono::nanoseconds);
    Bench &minEpochIterations(uint64_t);
    Bench &epochIterations(uint64_t);
    Bench &warmup(uint64_t);
    Bench &relative(bool);
    Bench &performanceCounters(bool);
    const std::vector<Result> &results() const;
    Bench &render(const char *, std::ostream &);
};

void render(const char *, const Bench &, std::ostream &);
}
}

#endif
