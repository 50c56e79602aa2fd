/* YAML that was read once: the trees of many files in one, so that a program which loads the same
 * files at each start need not parse them again.  A file that was neither written nor
 * moved since is known by its name, size and time, as make knows it; any other by a hash of its
 * content, and one that has changed is parsed as if there were no pack. */
#ifndef COMMON_YTAB_PACK_H
#define COMMON_YTAB_PACK_H

#include <stddef.h>

#include "err.h"

/* Writes the trees of `count` files to `target`, atomically.  Files with mistakes are left out:
 * whoever loads them is told.  -1 with `err` when a file cannot be read, or the pack written. */
int ytab_pack_write(const char *const *paths, size_t count, const char *target, struct err *err);

/* From here on, ytab_load_file and ytab_load_text of this process look into this pack first.  A
 * pack that is missing, damaged or of another version is as good as none. */
void ytab_pack_use(const char *path);

/* How many files the pack in use holds. */
size_t ytab_pack_count(void);

#endif
