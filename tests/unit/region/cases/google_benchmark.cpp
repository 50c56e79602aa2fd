namespace benchmark {
struct State {
    struct Value {};
    struct Iterator {
        bool operator!=(const Iterator &) const;
        Iterator &operator++();
        Value operator*() const;
    };
    Iterator begin();
    Iterator end();
    bool KeepRunning();
};
}
int work(int);
static void BM_range(benchmark::State &state)
{
    int x = work(0);
    for (auto _ : state)
        x += work(1);
}
static void BM_while(benchmark::State &state)
{
    while (state.KeepRunning())
        work(2);
}
void (*all[])(benchmark::State &) = {BM_range, BM_while};
// expect: framework BM_range 18-18 certain
// expect: framework BM_while 23-23 certain
