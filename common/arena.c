#include "arena.h"

#include <fcntl.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "err.h"
#include "file.h"

/* Each block is twice as large as the one before: zeroing a large block costs more than a small
 * arena is ever used for, and a usual source file should need a handful of blocks. */
enum { FIRST_BLOCK_SIZE = 2 << 10, BLOCK_SIZE_MAX = 64 << 10, PAGED_BLOCK_SIZE = 512 << 10 };

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    size_t mapped; /* bytes of a mapped file; 0: it was allocated */
    alignas(max_align_t) char bytes[];
};

static size_t aligned(size_t size)
{
    const size_t step = alignof(max_align_t);
    if (size > SIZE_MAX / 2)
        die("out of memory: %zu bytes were asked for", size);
    return (size + step - 1) / step * step;
}

/* A file of which nothing is left but this mapping; NULL where there is no room for one. */
static struct arena_block *block_map(size_t size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/pages-XXXXXX", scratch_folder());
    int file = mkstemp(path);
    void *memory = MAP_FAILED;
    if (file < 0)
        return NULL;
    unlink(path);
    if (posix_fallocate(file, 0, (off_t)size) == 0)
        memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory == MAP_FAILED)
        return NULL;
    struct arena_block *block = memory;
    block->mapped = size;
    return block;
}

static void block_rest(const struct arena_block *block)
{
    if (block->mapped)
        madvise((void *)(uintptr_t)block, block->mapped, MADV_DONTNEED);
}

static struct arena_block *block_new(const struct arena *arena, size_t size)
{
    struct arena_block *block = arena->paged ? block_map(size) : NULL;
    return block ? block : calloc(1, size);
}

static size_t next_block_size(const struct arena *arena)
{
    if (arena->paged)
        return PAGED_BLOCK_SIZE - sizeof(struct arena_block);
    if (arena->reserved < FIRST_BLOCK_SIZE)
        return FIRST_BLOCK_SIZE;
    return arena->reserved < BLOCK_SIZE_MAX ? arena->reserved : BLOCK_SIZE_MAX;
}

static struct arena_block *block_add(struct arena *arena, size_t size)
{
    size_t usual = next_block_size(arena);
    size_t capacity = size > usual ? size : usual;
    struct arena_block *block = block_new(arena, sizeof *block + capacity);
    if (!block)
        die("out of memory: %zu bytes were asked for", capacity);
    block->size = capacity;
    arena->reserved += sizeof *block + capacity;
    if (arena->head && size > usual) { /* keep filling the block that still has room */
        block->next = arena->head->next;
        arena->head->next = block;
    } else {
        block->next = arena->head;
        arena->head = block;
    }
    return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size = aligned(size ? size : 1);
    struct arena_block *block = arena->head;
    if (!block || block->size - block->used < size)
        block = block_add(arena, size);
    void *memory = block->bytes + block->used;
    block->used += size;
    arena->used += size;
    return memory;
}

/* What was handed out last may grow where it stands. */
static bool grow_last(struct arena *arena, const void *memory, size_t size, size_t wanted)
{
    struct arena_block *block = arena->head;
    size_t more = aligned(wanted) - aligned(size);

    if (!block || (const char *)memory + aligned(size) != block->bytes + block->used ||
        block->size - block->used < more)
        return false;
    block->used += more;
    arena->used += more;
    return true;
}

/* What rests is not all brought back for it. */
static void copy_bytes(const struct arena *arena, char *to, const char *from, size_t length)
{
    size_t part = arena->paged ? PAGED_BLOCK_SIZE : length;
    for (size_t done = 0; done < length; done += part) {
        size_t left = length - done;
        memcpy(to + done, from + done, left < part ? left : part);
        if (arena->paged)
            arena_rest(arena);
    }
}

void *arena_grow(struct arena *arena, void *items, size_t item_size, size_t count, size_t wanted,
                 size_t *capacity)
{
    if (wanted <= *capacity && items)
        return items;
    size_t more = *capacity ? *capacity * 2 : 8;
    if (more < wanted)
        more = wanted;
    if (more > SIZE_MAX / 2 / item_size)
        die("out of memory: %zu items of %zu bytes were asked for", more, item_size);
    if (items && grow_last(arena, items, *capacity * item_size, more * item_size)) {
        *capacity = more;
        return items;
    }
    char *grown = arena_alloc(arena, more * item_size);
    if (items)
        copy_bytes(arena, grown, items, count * item_size);
    *capacity = more;
    return grown;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0)
        bug("cannot format \"%s\"", format);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

void arena_rest(const struct arena *arena)
{
    for (const struct arena_block *block = arena->head, *next; block; block = next) {
        next = block->next;
        block_rest(block);
    }
}

void arena_release(struct arena *arena)
{
    struct arena_block *block = arena->head;
    while (block) {
        struct arena_block *next = block->next;
        if (block->mapped)
            munmap(block, block->mapped);
        else
            free(block);
        block = next;
    }
    *arena = (struct arena){0};
}
