#include <stdlib.h>
int main(int argc, char **argv) {
    long n = atol(argv[1]);
    long sum = 0;
    for (long i = 0; i < n; i++)
        sum += i;
    return 0;
}
