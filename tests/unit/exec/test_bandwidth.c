/* The ladder is measured once and then taken from the cache. */
#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bandwidth.h"

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

Test(bandwidth, is_measured_once_per_boot)
{
    char folder[] = "/tmp/benchrun-bandwidth-XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    setenv("XDG_CACHE_HOME", folder, 1);
    struct ladder first, second;
    bandwidth_ladder(&first);
    bandwidth_ladder(&second);
    cr_assert_eq(first.count, (size_t)LADDER_RUNGS);
    cr_assert_gt(first.first_touch, 0);
    for (size_t i = 0; i < first.count; i++) {
        cr_assert_gt(first.rungs[i].read, 0);
        cr_assert_gt(first.rungs[i].fill, 0);
        cr_assert_gt(first.rungs[i].copy, 0);
        /* Two measurements never agree to the last bit; a cache does. */
        cr_assert_eq(first.rungs[i].copy, second.rungs[i].copy);
    }
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}
