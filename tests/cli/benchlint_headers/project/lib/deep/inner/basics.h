#include <time.h>
typedef clock_t ticks_t;
