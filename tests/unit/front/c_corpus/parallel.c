double parallel(const double *a, int n)
{
    double sum = 0;

#pragma omp parallel for \
    reduction(+ : sum)
    for (int i = 0; i < n; i++)
        sum += a[i];
#pragma omp barrier
    n = 0;
    return sum;
}
