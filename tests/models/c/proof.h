/* Small programs that show that what the models say is so on this machine: bytes, rows, pages and
 * callbacks are counted, never time.  Exit status 77: it cannot be shown here. */
#ifndef MODELS_PROOF_H
#define MODELS_PROOF_H

#include <stdio.h>
#include <stdlib.h>

enum { PROOF_SKIPPED = 77 };

static int proof_mistakes;

#define CHECK(condition)                                               \
    do {                                                               \
        if (!(condition)) {                                            \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
            proof_mistakes++;                                          \
        }                                                              \
    } while (0)

#define SKIP_UNLESS(condition)                                     \
    do {                                                           \
        if (!(condition)) {                                        \
            fprintf(stderr, "not here: %s\n", #condition);         \
            exit(PROOF_SKIPPED);                                   \
        }                                                          \
    } while (0)

#endif
