#include "py_memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <tree_sitter/api.h>

#include "arena.h"
#include "err.h"

enum {
    STEP = 16,
    SIZES = 64 /* blocks up to STEP * SIZES bytes are used again */
};

/* Stands before each block. */
struct header {
    size_t size;
    uintptr_t seal;
};

struct free_block {
    struct free_block *next;
};

static struct {
    struct arena arena;
    struct free_block *free[SIZES + 1]; /* by size in steps */
    uintptr_t secret; /* an address of this process, which no file can foresee */
} pool;

static struct header *header_of(void *block)
{
    return (struct header *)block - 1;
}

static uintptr_t seal_of(const struct header *header)
{
    return pool.secret ^ (uintptr_t)header ^ header->size;
}

static void *pool_alloc(size_t size)
{
    size_t steps = size ? (size + STEP - 1) / STEP : 1;
    if (steps <= SIZES && pool.free[steps]) {
        struct free_block *block = pool.free[steps];
        pool.free[steps] = block->next;
        header_of(block)->seal = seal_of(header_of(block));
        return block;
    }
    struct header *header = arena_alloc(&pool.arena, sizeof *header + steps * STEP);
    header->size = steps * STEP;
    header->seal = seal_of(header);
    return header + 1;
}

static void *pool_zeroed(size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        die("out of memory");
    void *block = pool_alloc(count * size);
    return memset(block, 0, count * size);
}

static void pool_free(void *block)
{
    if (!block || (uintptr_t)block % STEP)
        return;
    struct header *header = header_of(block);
    if (header->seal != seal_of(header))
        return;
    size_t steps = header->size / STEP;
    if (steps > SIZES)
        return;
    struct free_block *freed = block;
    header->seal = 0;
    freed->next = pool.free[steps];
    pool.free[steps] = freed;
}

static void *pool_resize(void *block, size_t size)
{
    if (!block)
        return pool_alloc(size);
    size_t before = header_of(block)->size;
    if (size <= before)
        return block;
    void *larger = pool_alloc(size);
    memcpy(larger, block, before);
    pool_free(block);
    return larger;
}

void py_memory_start(void)
{
    pool.secret = (uintptr_t)pool_alloc ^ ((uintptr_t)&pool << 20);
    ts_set_allocator(pool_alloc, pool_zeroed, pool_resize, pool_free);
}

void py_memory_end(void)
{
    ts_set_allocator(NULL, NULL, NULL, NULL);
    arena_release(&pool.arena);
    memset(pool.free, 0, sizeof pool.free);
}
