#include "inner/basics.h"
#define TICKS() clock()
int report(ticks_t ticks);
