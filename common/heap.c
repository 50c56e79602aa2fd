#include "heap.h"

#include <stdlib.h>

#if defined __GLIBC__ && !defined __SANITIZE_ADDRESS__

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Most files need 5 to 40 MiB.  What is not touched costs nothing. */
enum { HEAP_PIECE = 64 << 20, LARGE_PAGE = 2 << 20 };

/* Makes the heap longer by one piece, and returns where it ended before. */
static uintptr_t lengthen(void)
{
    uintptr_t end = (uintptr_t)sbrk(0);
    void *volatile one; /* or the compiler would see that nothing is done with it */

    mallopt(M_MMAP_THRESHOLD, HEAP_PIECE); /* also those that are usually mapped alone */
    mallopt(M_TRIM_THRESHOLD, HEAP_PIECE);
    mallopt(M_TOP_PAD, HEAP_PIECE);
    one = malloc(LARGE_PAGE); /* more than what is left of the piece before */
    free(one);
    return end;
}

void heap_take_large_pages(void)
{
    uintptr_t start = (lengthen() + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    uintptr_t end = (uintptr_t)sbrk(0) / LARGE_PAGE * LARGE_PAGE;

    if (start < end)
        madvise((void *)start, end - start, MADV_HUGEPAGE); /* a wish: it may be refused */
}

#else

void heap_take_large_pages(void)
{
}

#endif
