class Timer {
public:
    Timer();
    void reset();
    double elapsed() const;
};
int work(int);
double run()
{
    Timer t;
    t.reset();
    int x = work(1);
    return t.elapsed() + x;
}
// expect: timer run 11-13 likely
