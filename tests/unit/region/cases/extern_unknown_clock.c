double wall_clock_seconds(void);
void work(void);
double run(void)
{
    double a = wall_clock_seconds();
    work();
    return wall_clock_seconds() - a;
}
/* expect: timer run 5-7 likely */
