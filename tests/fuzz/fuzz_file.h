/* A file that holds the fuzzer's present input, for functions that take a path. */
#ifndef FUZZ_FILE_H
#define FUZZ_FILE_H

#include <stddef.h>
#include <stdint.h>

/* Writes the input to a file of this name in a scratch folder, which is the process's own and is
 * removed at its exit.  Returns the path; fuzz_folder returns the folder's. */
const char *fuzz_file(const char *name, const uint8_t *data, size_t size);
const char *fuzz_folder(void);

#endif
