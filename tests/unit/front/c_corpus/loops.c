int work(int);

int loops(int n)
{
    int i, sum = 0;

    for (i = 0; i < n; i++)
        sum += i;
    for (int j = 0, k = n; j < k; j++, k--)
        sum += work(j);
    for (; n > 0;)
        n--;
    for (i = 0;; i++) {
        if (work(i))
            continue;
        break;
    }
    while (n < 10 && sum > 0)
        n++;
    do
        sum -= n;
    while (sum > 0 || n > 20);
    return sum;
}
