int work(int);
int bench_parse(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += work(i);
    return sum;
}
/* benchmark: yes
   expect: function bench_parse - likely */
