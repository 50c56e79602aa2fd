/* hayai, as https://github.com/nickbruun/hayai describes it. */
#ifndef BENCHLINT_HAYAI_HPP
#define BENCHLINT_HAYAI_HPP

#include <cstddef>
#include <string>
#include <vector>

namespace hayai {
class Fixture {
public:
    virtual ~Fixture();
    virtual void SetUp();
    virtual void TearDown();
    virtual void TestBody() = 0;
};
template <class T> bool Register(const char *fixture, const char *name, std::size_t runs,
                                 std::size_t iterations);
class ConsoleOutputter {};
struct Benchmarker {
    template <class T> static void AddOutputter(T &);
    static void RunAllTests();
};
}

#define HAYAI_CLASS(fixture, name) fixture##_##name##_Benchmark
#define HAYAI_BODY(base, fixture, name, runs, iterations)                            \
    class HAYAI_CLASS(fixture, name) : public base {                                 \
        void TestBody() override;                                                    \
    };                                                                               \
    [[maybe_unused]] static const bool fixture##_##name##_registered =               \
        ::hayai::Register<HAYAI_CLASS(fixture, name)>(#fixture, #name, runs, iterations); \
    void HAYAI_CLASS(fixture, name)::TestBody()
#define BENCHMARK(fixture, name, runs, iterations)                                   \
    HAYAI_BODY(::hayai::Fixture, fixture, name, runs, iterations)
#define BENCHMARK_F(fixture, name, runs, iterations)                                 \
    HAYAI_BODY(fixture, fixture, name, runs, iterations)

#endif
