typedef struct uv_timer_s uv_timer_t;
int uv_timer_start(uv_timer_t *, void (*)(uv_timer_t *), unsigned long, unsigned long);
int uv_timer_stop(uv_timer_t *);
void fired(uv_timer_t *);
void work(void);
void run(uv_timer_t *t)
{
    uv_timer_start(t, fired, 10, 0);
    work();
    uv_timer_stop(t);
}
/* expect: nothing */
