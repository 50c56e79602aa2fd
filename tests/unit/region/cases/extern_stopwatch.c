struct stopwatch;
void stopwatch_start(struct stopwatch *);
double stopwatch_stop(struct stopwatch *);
void work(void);
double run(struct stopwatch *watch)
{
    stopwatch_start(watch);
    work();
    return stopwatch_stop(watch);
}
/* expect: timer run 7-9 likely */
