#include "no_such_header.h"

int known(int n)
{
    missing_type t = n;

    return n + unknown_function(n);
}
