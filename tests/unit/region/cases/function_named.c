/* program: yes */
/* The harness calls benchmark_body() from another file. */
int work(int);
int benchmark_body(int rounds)
{
    int sum = 0;
    for (int i = 0; i < rounds; i++)
        sum += work(i);
    return sum;
}
/* expect: function benchmark_body - likely */
