namespace benchmark {
class State {
public:
    struct iterator { bool operator!=(const iterator &) const; int operator*() const;
                      iterator &operator++(); };
    iterator begin();
    iterator end();
    bool KeepRunning();
};
template <class T> inline void DoNotOptimize(T &value) { asm volatile("" : "+m"(value) : : "memory"); }
}
struct pair { int key, value; };
struct map { pair *begin(); pair *end(); };
map make();

static void BM_loop(benchmark::State &state)
{
    int x = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(x += 1);
    while (state.KeepRunning())
        x++;
    int array[4] = {1, 2, 3, 4};
    for (int &item : array)
        item = x;
    for (auto &[key, value] : make())
        x += key * value;
}
