#include <stdio.h>
#include <time.h>

int main(int argc, char **argv)
{
    clock_t start = clock();
    unsigned sum = 0;

    for (int i = 0; i < argc * SIZE; i++)
        sum += argv[0][i];
    printf("%ld\n", (long)(clock() - start));
    return 0;
}
