struct Bench {
    template <class F> void run(const char *name, F f);
};
struct Own {
    template <class T> int take(T value) { return 1; }
};
template <class T> void use(Bench &bench, Bench *pointer, T value)
{
    bench.run("a", [&] { return value; });    // calls: Bench::run
    pointer->run("b", [&] { return value; }); // calls: Bench::run
    Own own;
    own.take(value); // calls: Own::take
}
