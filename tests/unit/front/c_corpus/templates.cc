template <class T> struct vector {
    T *begin();
    T *end();
    void push_back(const T &value) { data[size++] = value; }
    T *data;
    int size;
};
template <class T> T free_function(T);

template <class T, class F> T total(vector<T> &values, F &&function, T *start)
{
    T sum{};

    for (const auto &value : values)
        sum += function(value);
    values.push_back(sum);
    sum.finish();
    start->field = free_function(sum);
    unknown(sum);
    return T(start->count());
}
int use(vector<int> &values, int (*function)(int))
{
    values.push_back(3);
    return total(values, function, (int *)nullptr);
}
template <class T> int open_construction(int n)
{
    vector<T> made(n, 2);

    return made.size;
}
