/* Celero, as https://github.com/DigitalInBlue/Celero describes it. */
#ifndef BENCHLINT_CELERO_H
#define BENCHLINT_CELERO_H

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace celero {
class TestFixture {
public:
    struct ExperimentValue {
        ExperimentValue(int64_t value = 0, int64_t iterations = 0);
        int64_t Value, Iterations;
    };
    virtual ~TestFixture();
    virtual std::vector<std::shared_ptr<ExperimentValue>> getExperimentValues() const;
    virtual void setUp(const ExperimentValue *);
    virtual void tearDown();
    virtual void onExperimentStart(const ExperimentValue *);
    virtual void onExperimentEnd();
    virtual void UserBenchmark();
};
template <class T> void DoNotOptimizeAway(T &&value);
template <class F> bool RegisterTest(const char *group, const char *name, uint64_t samples,
                                     uint64_t iterations, F &&factory);
void Run(int count, char **arguments);
}

#define CELERO_CLASS(group, name) CeleroUserBenchmark_##group##_##name
#define CELERO_BODY(fixture, group, name, samples, iterations)                       \
    class CELERO_CLASS(group, name) : public fixture {                               \
    protected:                                                                       \
        void UserBenchmark() override;                                               \
    };                                                                               \
    [[maybe_unused]] static const bool group##_##name##_registered =                 \
        ::celero::RegisterTest(#group, #name, samples, iterations, [] {              \
            return new CELERO_CLASS(group, name)();                                  \
        });                                                                          \
    void CELERO_CLASS(group, name)::UserBenchmark()
#define BASELINE(group, name, samples, iterations)                                   \
    CELERO_BODY(::celero::TestFixture, group, name, samples, iterations)
#define BENCHMARK(group, name, samples, iterations)                                  \
    CELERO_BODY(::celero::TestFixture, group, name, samples, iterations)
#define BASELINE_F(group, name, fixture, samples, iterations)                        \
    CELERO_BODY(fixture, group, name, samples, iterations)
#define BENCHMARK_F(group, name, fixture, samples, iterations)                       \
    CELERO_BODY(fixture, group, name, samples, iterations)
#define CELERO_MAIN                                                                  \
    int main(int count, char **arguments)                                            \
    {                                                                                \
        ::celero::Run(count, arguments);                                             \
        return 0;                                                                    \
    }

#endif
