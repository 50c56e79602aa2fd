struct inner { int values[4]; int flag; };
struct outer { struct inner in; struct inner *link; union { int i; float f; }; };
struct outer global;
volatile int device;

void places(struct outer *p, struct outer s, int m[][8], char **names, int n)
{
    int a[10], *q = a;

    a[n] = 1;
    *a = 2;
    q[3] = a[2];
    *(q + n) = 3;
    s.in.values[n] = s.in.flag;
    p->in.flag++;
    p->link->values[1] -= 2;
    (*p).link[n].flag = 4;
    m[n][2] = 5;
    names[1][2] = 'x';
    global.in = s.in;
    *&n = 6;
    *(volatile int *)&n = 7;
    device = n;
    n = device;
    p->f = s.i;
    q = &p->in.values[n];
    2 [a] = 8;
}
