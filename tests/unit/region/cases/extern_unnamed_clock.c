double dsecnd(void);
void work(void);
double run(double count)
{
    double a = dsecnd();
    work();
    return count / (dsecnd() - a);
}
/* expect: timer run 5-7 possible */
