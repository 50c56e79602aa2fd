/* Members that say in their declaration what they start with. */
int read_clock();

struct stopwatch {
    int started = read_clock();
    int laps{2};
    unsigned bits : 3 = 1;
    int plain;
};

struct written {
    int started = read_clock();
    int other = 1;
    written(int at) : started(at) {}
    written() : written(7) {}
};

template <class Value> struct holder {
    Value value = Value();
    holder() {}
};

int members()
{
    stopwatch watch;
    written one(3), two;
    holder<int> held;
    return watch.started + one.started + two.other + held.value;
}
