/* picobench, as https://github.com/iboB/picobench describes it. */
#ifndef BENCHLINT_PICOBENCH_HPP
#define BENCHLINT_PICOBENCH_HPP

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace picobench {
using result_t = intptr_t;
class state {
public:
    struct iterator {
        int operator*() const;
        iterator &operator++();
        bool operator!=(const iterator &) const;
    };
    iterator begin();
    iterator end();
    int iterations() const;
    int64_t duration_ns() const;
    void add_custom_duration(int64_t);
    void start_timer();
    void stop_timer();
    void set_result(uintptr_t);
    result_t result() const;
    uintptr_t user_data() const;
};
struct scope {
    explicit scope(state &);
    ~scope();
};
struct benchmark {
    benchmark &iterations(std::vector<int>);
    benchmark &samples(int);
    benchmark &label(const char *);
    benchmark &baseline(bool value = true);
    benchmark &user_data(uintptr_t);
};
class runner {
public:
    runner(bool generate = false);
    template <class F> benchmark &add_benchmark(const char *name, F &&function);
    int run(int seed = 0);
    bool parse_cmd_line(int count, const char *const *arguments);
};
template <class F> benchmark &add_benchmark(const char *name, F &&function);
}

#define PICOBENCH_JOIN2(a, b) a##b
#define PICOBENCH_JOIN(a, b) PICOBENCH_JOIN2(a, b)
#define PICOBENCH(function)                                                          \
    [[maybe_unused]] static auto &PICOBENCH_JOIN(picobench_registered_, __COUNTER__) = \
        ::picobench::add_benchmark(#function, function)
#define PICOBENCH_SUITE(name)                                                        \
    [[maybe_unused]] static const char *const PICOBENCH_JOIN(picobench_suite_,       \
                                                             __COUNTER__) = name
#define PICOBENCH_NAMESPACE picobench

#endif
