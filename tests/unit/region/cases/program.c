static int f(int n) { return n; }
int main(int argc, char **argv)
{
    (void)argv;
    return f(argc);
}
/* program: yes
   expect: program main - certain reaches f */
