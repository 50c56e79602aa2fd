typedef struct { long s, ns; } stamp_t;
void lib_set_timestamp(stamp_t *);
double lib_elapsed_secs(stamp_t, stamp_t);
void work(void);
double run(void)
{
    stamp_t last, current;
    lib_set_timestamp(&last);
    work();
    lib_set_timestamp(&current);
    return lib_elapsed_secs(last, current);
}
/* expect: timer run 8-10 likely */
