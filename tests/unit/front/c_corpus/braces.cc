// A header opens a block and another one closes it; the functions between them are the file's.
#include "braces_open.h"
int twice(int value)
{
    return value + value;
}
#include "braces_close.h"
