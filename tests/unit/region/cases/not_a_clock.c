struct box { int left, right; };
int next_left(struct box *), limit(void);
int width(struct box *b)
{
    int a = next_left(b);
    int c = next_left(b);
    return (c - a) + (b->right - b->left) - limit();
}
/* expect: nothing */
