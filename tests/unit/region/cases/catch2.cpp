namespace Catch {
namespace Benchmark {
struct Benchmark {
    explicit Benchmark(const char *name);
    explicit operator bool();
    template <class Fun> Benchmark &operator=(Fun &&function);
};
}
}
int work(int);
void test()
{
    if (Catch::Benchmark::Benchmark BENCH{"fill"})
        BENCH = [&](int i) { return work(i); };
}
// expect: framework test::(lambda) - certain
