/* Catch2's tests and benchmarks, as https://github.com/catchorg/Catch2/blob/devel/docs describes
 * them. */
#ifndef BENCHLINT_CATCH_ALL_HPP
#define BENCHLINT_CATCH_ALL_HPP

#include <iosfwd>
#include <string>
#include <vector>

namespace Catch {

void check(bool holds);
template <class F> void registerTest(const char *name, const char *tags, F &&test);
struct Section {
    explicit Section(const std::string &name);
    ~Section();
    operator bool() const;
};
class Session {
public:
    int run(int count, char **arguments);
};

namespace Benchmark {
/* What a benchmark returns is used: only a result that it drops may be deleted. */
struct Sink {
    ~Sink();
};
template <class T> void operator,(T &&value, const Sink &)
{
    __asm__ volatile("" : : "r"(&value) : "memory");
}
struct Chronometer {
    template <class F> void measure(F &&function) { function(), Sink(); }
    int runs() const;
};
struct Benchmark {
    explicit Benchmark(std::string &&name);
    operator bool();
    template <class F> Benchmark &operator=(F &&function)
    {
        call(function, 0);
        return *this;
    }
    template <class F> static auto call(F &function, int) -> decltype(function(), void())
    {
        function(), Sink();
    }
    template <class F> static auto call(F &function, int)
        -> decltype(function(Chronometer()), void())
    {
        function(Chronometer());
    }
};
template <class T> struct storage_for {
    template <class... A> void construct(A &&...);
    void destruct();
    T *data;
};
template <class T> using destructable_object = storage_for<T>;
template <class T> void keep_memory(T *);
void keep_memory();
template <class T> void deoptimize_value(T &&);
}
}

#define CATCH_JOIN2(a, b) a##b
#define CATCH_JOIN(a, b) CATCH_JOIN2(a, b)
#define CATCH_TEST(function)                                                         \
    static void function();                                                          \
    [[maybe_unused]] static const int CATCH_JOIN(function, _registered) =            \
        (::Catch::registerTest("", "", function), 0);                                \
    static void function()
#define CATCH_METHOD(base, name)                                                     \
    struct name : base {                                                             \
        void test();                                                                 \
    };                                                                               \
    void name::test()
#define TEST_CASE(...) CATCH_TEST(CATCH_JOIN(catch_test_, __COUNTER__))
#define SCENARIO(...) CATCH_TEST(CATCH_JOIN(catch_test_, __COUNTER__))
#define TEST_CASE_METHOD(base, ...) CATCH_METHOD(base, CATCH_JOIN(catch_method_, __COUNTER__))
#define TEMPLATE_TEST_CASE(name, tags, ...)                                          \
    template <class TestType> static void CATCH_JOIN(catch_template_, __LINE__)()
#define SECTION(...) if (::Catch::Section catch_section{#__VA_ARGS__})
#define GIVEN(text) if (::Catch::Section catch_section{text})
#define WHEN(text) if (::Catch::Section catch_section{text})
#define THEN(text) if (::Catch::Section catch_section{text})
#define REQUIRE(...) ::Catch::check(static_cast<bool>(__VA_ARGS__))
#define REQUIRE_FALSE(...) ::Catch::check(!(__VA_ARGS__))
#define CHECK(...) ::Catch::check(static_cast<bool>(__VA_ARGS__))
#define CHECK_FALSE(...) ::Catch::check(!(__VA_ARGS__))
#define REQUIRE_NOTHROW(...) ((void)(__VA_ARGS__))
#define CHECK_NOTHROW(...) ((void)(__VA_ARGS__))
#define INFO(...) ((void)0)
#define CAPTURE(...) ((void)0)
#define SUCCEED(...) ((void)0)
#define FAIL(...) ::Catch::check(false)

#define CATCH_PICK(a, b, picked, ...) picked
#define CATCH_BENCHMARK(object, name)                                                \
    if (::Catch::Benchmark::Benchmark object{name}) object
#define CATCH_BENCHMARK_PLAIN(name)                                                  \
    CATCH_BENCHMARK(CATCH_JOIN(catch_benchmark_, __LINE__), name) = [&]
#define CATCH_BENCHMARK_COUNTED(name, index)                                         \
    CATCH_BENCHMARK(CATCH_JOIN(catch_benchmark_, __LINE__), name) = [&](int index)
#define BENCHMARK(...)                                                               \
    CATCH_PICK(__VA_ARGS__, CATCH_BENCHMARK_COUNTED, CATCH_BENCHMARK_PLAIN, 0)(__VA_ARGS__)
#define BENCHMARK_ADVANCED(name)                                                     \
    CATCH_BENCHMARK(CATCH_JOIN(catch_benchmark_, __LINE__), name) = [&]

#endif
