/* rules/models/c/storage.yaml: memory that was obtained has no pages until it is written; what was
 * just written to a file lies in the page cache until the pages are given up.  Pages are
 * counted. */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "proof.h"

enum { PAGES = 64, TMPFS = 0x01021994 };

static size_t resident(void *start, size_t page)
{
    unsigned char in_memory[PAGES];
    size_t count = 0;

    CHECK(mincore(start, PAGES * page, in_memory) == 0);
    for (size_t i = 0; i < PAGES; i++)
        count += in_memory[i] & 1;
    return count;
}

static long faults(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

static void untouched(size_t page)
{
    long before;
    char *data = (char *)mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE,
                              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    CHECK(data != MAP_FAILED);
    madvise(data, PAGES * page, MADV_NOHUGEPAGE);
    CHECK(resident(data, page) == 0);
    before = faults();
    for (size_t i = 0; i < PAGES; i++)
        ((volatile char *)data)[i * page] = 1;
    CHECK(faults() - before >= PAGES);
    CHECK(resident(data, page) == PAGES);
    munmap(data, PAGES * page);
}

/* The folder of the test: /tmp may be memory only. */
static void cached(size_t page)
{
    char path[] = "model_memory.XXXXXX", block[512];
    int file = mkstemp(path);
    struct statfs kind;
    void *view;

    SKIP_UNLESS(file >= 0 && fstatfs(file, &kind) == 0);
    unlink(path);
    SKIP_UNLESS(kind.f_type != TMPFS);
    memset(block, 7, sizeof block);
    for (size_t i = 0; i < PAGES * page; i += sizeof block)
        CHECK(write(file, block, sizeof block) == (ssize_t)sizeof block);
    view = mmap(NULL, PAGES * page, PROT_READ, MAP_SHARED, file, 0);
    CHECK(view != MAP_FAILED);
    CHECK(resident(view, page) == PAGES);
    munmap(view, PAGES * page); /* what is mapped is not given up */
    CHECK(fsync(file) == 0);
    CHECK(posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0);
    view = mmap(NULL, PAGES * page, PROT_READ, MAP_SHARED, file, 0);
    CHECK(resident(view, page) < PAGES);
    munmap(view, PAGES * page);
    close(file);
}

int main(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);

    untouched(page);
    cached(page);
    return proof_mistakes != 0;
}
