/* pack_rules PACK FILE...: parses YAML files once, so that the programs need not do so at each
 * start (common/ytab_pack.h). */
#include <stdio.h>

#include "ytab_pack.h"

int main(int argc, char **argv)
{
    struct err err;

    if (argc < 3) {
        fprintf(stderr, "usage: %s PACK FILE...\n", argv[0]);
        return 2;
    }
    if (ytab_pack_write((const char *const *)argv + 2, (size_t)argc - 2, argv[1], &err) != 0) {
        fprintf(stderr, "%s: %s\n", argv[0], err.text);
        return 1;
    }
    return 0;
}
