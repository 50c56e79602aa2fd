#define COUNT 1000
#include "../src/sums.h"
#undef COUNT
#define COUNT 10
#define now other_now
#include "../vendor/others.h"

int main(void)
{
    bench_sum();
    bench_known();
    bench_kept();
    other_sum();
    return (int)kept;
}
