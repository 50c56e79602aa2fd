namespace benchmark {
struct State {
    bool KeepRunning();
    void PauseTiming();
    void ResumeTiming();
};
}
static int prepare(int n) { return n + 1; }
static int measured(int n) { return n + 2; }
int run(benchmark::State &state)
{
    int x = 0;
    while (state.KeepRunning()) {
        state.PauseTiming();
        x = prepare(x);
        state.ResumeTiming();
        x = measured(x);
    }
    return x;
}
// expect: framework run 13-13 certain reaches measured
