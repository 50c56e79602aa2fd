#include <stdlib.h>
#include <time.h>
int main(void)
{
    srand((unsigned)time(NULL));
    return rand();
}
/* expect: nothing */
