typedef struct { unsigned long long t; } UTIL_time_t;
UTIL_time_t UTIL_getTime(void);
unsigned long long UTIL_clockSpanNano(UTIL_time_t begin);
void work(void);
unsigned long long run(void)
{
    UTIL_time_t const start = UTIL_getTime();
    work();
    return UTIL_clockSpanNano(start);
}
/* expect: timer run 7-9 likely */
