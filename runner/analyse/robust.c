#include "robust.h"

#include <math.h>
#include <stdlib.h>

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

void sort_doubles(double *values, size_t count)
{
    /* Nearly all series here are a few values long, and a simulation sorts millions of them. */
    enum { INSERTION_MAX = 32 };
    if (count > INSERTION_MAX) {
        qsort(values, count, sizeof *values, compare_doubles);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        double value = values[i];
        size_t j = i;
        for (; j > 0 && values[j - 1] > value; j--)
            values[j] = values[j - 1];
        values[j] = value;
    }
}

double median(double *values, size_t count)
{
    if (count == 0)
        return 0;
    sort_doubles(values, count);
    size_t middle = count / 2;
    return count % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}
