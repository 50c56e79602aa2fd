int main(void) { return 0; }
/* expect: nothing */
