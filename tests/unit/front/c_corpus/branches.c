int work(int);

int branches(int a, int b)
{
    if (a > b && !(b == 3))
        a = 1;
    else if (a)
        a = 2;
    switch (a) {
    case 1:
        b = 1;
        break;
    case 2:
    case 3 ... 5:
        b = 2;
    default:
        b++;
    }
    switch (b) {
    case 7:
        return 7;
    }
    goto done;
again:
    b = work(b);
done:
    if (b < 3)
        goto again;
    return a ? work(a) : b;
}

void *computed(int i)
{
    static void *const table[] = {&&first, &&second};

    goto *table[i];
first:
    return 0;
second:
    return 1 ? table[0] : 0;
}
