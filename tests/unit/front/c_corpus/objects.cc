struct guard {
    guard(int);
    guard(const guard &);
    ~guard();
    operator bool() const;
    int value;
};
struct plain { int a, b; };
struct base { virtual int get(); };
struct derived : base {
    derived(int n) : g(n), extra(n) { count = n; }
    explicit derived() : derived(7) {}
    int get() override { return base::get() + extra + this->count; }
    guard g;
    int extra, count = 3;
};
guard make(int n = 2);
int take(const guard &, guard, int &&);
void keep(guard *);

int objects(base &b, plain p)
{
    guard first(1), second = make(), third = first;
    plain copy = p, zero{}, moved = {1, 2};
    const guard &kept = make(3);
    auto [left, right] = p;

    copy = p;
    if (guard inner{4})
        return take(make(), first, 5);
    for (int i = 0; i < 3; i++) {
        guard each(i);
        if (each.value)
            continue;
        if (i == 2)
            break;
    }
    derived d(2);
    keep(new guard(6));
    plain *array = new plain[10];
    delete[] array;
    guard *heap = new guard(7);
    delete heap;
    int &alias = copy.a;
    alias = left + right;
    ++alias += 2;
    (p.a ? p.a : copy.b) = 4;
    switch (int s = alias; s) {
    case 1:
        zero.a = 1;
    }
    return b.get() + d.get() + kept.value + moved.a + make(8).value;
}
